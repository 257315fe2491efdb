#pragma once

#include "tests/support/naive_backend.h"

namespace tessera::test {

/**
 * The naive backend with searches that live on its device: blocks of BlockEmulator run the code of the CUDA backend's kernels.
 */
const tsr_backend& emulated_backend();

/** Seeds the order of threads from now on. */
void shuffle_threads(uint64_t seed);
/** Shared memory for what islands touch most, bytes; see IslandWork::near_bytes. */
void set_near_memory(uint32_t bytes);
/** Whether islands run in narrow blocks, of which a multiprocessor holds several. */
void set_narrow_blocks(bool narrow);

}  // namespace tessera::test

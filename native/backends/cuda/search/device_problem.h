#pragma once

#include <cstddef>

#include "tessera_backend.h"

namespace tessera::cuda {

/** Bytes of all lists of a problem, each aligned to 256 bytes. */
size_t problem_bytes(const tsr_search_problem& problem);

/**
 * Copies the lists to `host` [problem_bytes] and returns the problem that points to their places in `device` memory, where they
 * will be.
 */
tsr_search_problem place_problem(const tsr_search_problem& problem, std::byte* host, std::byte* device);

}  // namespace tessera::cuda

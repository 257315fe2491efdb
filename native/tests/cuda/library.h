#pragma once

#include "tessera_backend.h"

namespace tessera::test {

/** The tables of the two libraries. Aborts the program with a reason when one does not load. */
const tsr_backend& cpu_backend();
const tsr_backend& cuda_backend();

/** Small matrices alone, for runs under a checker that slows the device down a hundredfold. */
bool small_only();

}  // namespace tessera::test

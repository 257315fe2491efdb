#pragma once

#include <cstdint>

namespace tessera::cpu {

/**
 * Reorders values so that the `count` smallest of n come first, ascending; count <= n. Compiled once, for the baseline:
 * templates of the standard library must not be instantiated in the files of an instruction set.
 */
void select_smallest(double* values, uint32_t n, uint32_t count);

}  // namespace tessera::cpu

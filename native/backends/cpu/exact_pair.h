#pragma once

#include <cstdint>

namespace tessera::cpu {

/**
 * Pearson correlation of columns a and b over the rows where both are present, by two passes over the rows. 0 with
 * fewer than two such rows and when either is constant on them.
 */
double exact_pair(const double* const* rows, uint32_t observations, uint64_t a, uint64_t b);

}  // namespace tessera::cpu

#pragma once

#include "backends/cpu/correlate/correlation_source.h"

namespace tessera::cpu {

/**
 * Pearson correlation of columns a and b over the rows where both are present, with the rows' weights, by two passes. 0 with
 * fewer than two such rows and when either is constant on them.
 */
double exact_pair(const CorrelationSource& source, uint64_t a, uint64_t b);

}  // namespace tessera::cpu

#pragma once

#include "bench/lib/bench_data.h"

namespace tessera::bench {

/** What a machine can do at most: floating-point operations a second, and bytes a second from where a matrix lies. */
struct Ceilings {
  double flops;
  double bytes;
};

/** Of all processors, fused multiply-adds of float64 in registers counted as two; the most of several tries. */
double processor_flops();

/**
 * Of all processors, bytes a second that they read of this matrix: of their caches where it fits there. The most of several
 * tries.
 */
double processor_bytes(const Data& data);

}  // namespace tessera::bench

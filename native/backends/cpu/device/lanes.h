// The SIMD vector of this translation unit: TSR_LANES doubles, 2 (SSE2, NEON), 4 (AVX2) or 8 (AVX-512).
// Everything in kernels/ has internal linkage, because the same text is compiled once per instruction set.
#pragma once

#include <stdint.h>
#include <string.h>

#ifndef TSR_LANES
#error "a translation unit of kernels defines TSR_LANES"
#endif

namespace tessera::cpu {
namespace {

constexpr uint32_t kLanes = TSR_LANES;
typedef double Vec __attribute__((vector_size(TSR_LANES * 8)));

inline Vec load(const double* from) {
  Vec value;
  memcpy(&value, from, sizeof value);
  return value;
}

inline void store(double* to, Vec value) { memcpy(to, &value, sizeof value); }

}  // namespace
}  // namespace tessera::cpu

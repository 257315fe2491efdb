// The SIMD vector of this translation unit: TSR_LANES doubles, 2 (SSE2, NEON), 4 (AVX2) or 8 (AVX-512).
// Everything in files of kernels has internal linkage, because the same text is compiled once per instruction set.
#pragma once

#include <stdint.h>
#include <string.h>

#ifndef TSR_LANES
#error "CMakeLists.txt defines TSR_LANES for each set of instructions"
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

/** Transposes a kLanes x kLanes block in registers: row l, element j becomes row j, element l. */
inline __attribute__((always_inline)) void transpose(Vec (&r)[kLanes]) {
#if TSR_LANES == 2
  const Vec a = __builtin_shufflevector(r[0], r[1], 0, 2);
  r[1] = __builtin_shufflevector(r[0], r[1], 1, 3);
  r[0] = a;
#elif TSR_LANES == 4
  Vec p[4];
  for (int i = 0; i < 4; i += 2) {
    p[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 4, 2, 6);
    p[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 5, 3, 7);
  }
  for (int i = 0; i < 2; ++i) {
    r[i] = __builtin_shufflevector(p[i], p[i + 2], 0, 1, 4, 5);
    r[i + 2] = __builtin_shufflevector(p[i], p[i + 2], 2, 3, 6, 7);
  }
#else
  Vec p[8], q[8];
  for (int i = 0; i < 8; i += 2) {
    p[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    p[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int half = 0; half < 8; half += 4) {
    for (int i = half; i < half + 2; ++i) {
      q[i] = __builtin_shufflevector(p[i], p[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      q[i + 2] = __builtin_shufflevector(p[i], p[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int i = 0; i < 4; ++i) {
    r[i] = __builtin_shufflevector(q[i], q[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    r[i + 4] = __builtin_shufflevector(q[i], q[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
#endif
}

}  // namespace
}  // namespace tessera::cpu

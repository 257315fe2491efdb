// What lets one formula serve three kinds of value: double, a SIMD vector of doubles (GCC/clang vector
// extension, one lane per strategy or portfolio) and double on a CUDA device.
//
// Every function is force-inlined on the host: the CPU backend compiles these headers once per instruction set,
// and an out-of-line copy made with AVX-512 could otherwise be linked into the baseline code.
#pragma once

#include <math.h>
#include <stdint.h>

#if defined(__CUDACC__)
#define TSR_HD __host__ __device__ __forceinline__
#else
#define TSR_HD inline __attribute__((always_inline))
#endif

namespace tessera::formulas {

/** `value` in every lane. */
template <class V>
TSR_HD V splat(double value) {
  return value - V{};
}
template <>
TSR_HD double splat<double>(double value) {
  return value;
}

/** Lane by lane: mask ? yes : no. The mask is the result of comparing two V. */
template <class Mask, class V>
TSR_HD V select(Mask mask, V yes, V no) {
  return mask ? yes : no;
}

/** The larger of two; `b` when either is NaN. The order of the operands is part of the result's bits. */
template <class V>
TSR_HD V larger(V a, V b) {
  return select(a > b, a, b);
}

/** The smaller of two; `b` when either is NaN. */
template <class V>
TSR_HD V smaller(V a, V b) {
  return select(a < b, a, b);
}

template <class V>
TSR_HD V absolute(V a) {
  return select(a < V{}, -a, a);
}

/** Correctly rounded square root, lane by lane. */
template <class V>
TSR_HD V root(V a) {
  V result{};
  for (unsigned lane = 0; lane < sizeof(V) / sizeof(double); ++lane) result[lane] = __builtin_sqrt(a[lane]);
  return result;
}
template <>
TSR_HD double root<double>(double a) {
  return sqrt(a);
}

}  // namespace tessera::formulas

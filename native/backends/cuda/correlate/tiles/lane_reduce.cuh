// Sums and maxima across the lanes of a warp. A step halves the values that a lane keeps, as long as it has several,
// instead of reducing each value in every lane. The order of additions is fixed.
#pragma once

#include <cstdint>

namespace tessera::cuda {

struct Add {
  template <class T>
  __device__ __forceinline__ T operator()(T a, T b) const {
    return a + b;
  }
};
struct LargerDouble {
  __device__ __forceinline__ double operator()(double a, double b) const { return a > b ? a : b; }
};

/**
 * Combines v[0..Count) over the 2^Steps lanes that differ in the bits from `Bit` up. max(1, Count >> Steps) values
 * remain; the return value is the index of v[0] among the Count.
 */
template <uint32_t Count, uint32_t Bit, uint32_t Steps, class T, class Combine>
__device__ __forceinline__ uint32_t reduce_lanes(T* v, Combine combine) {
  if constexpr (Steps == 0) {
    return 0;
  } else if constexpr (Count == 1) {
    v[0] = combine(v[0], __shfl_xor_sync(0xffffffffu, v[0], Bit));
    return reduce_lanes<1, 2 * Bit, Steps - 1>(v, combine);
  } else {
    const bool upper = (threadIdx.x & Bit) != 0;
#pragma unroll
    for (uint32_t k = 0; k < Count / 2; ++k) {
      const T mine = upper ? v[k + Count / 2] : v[k];
      const T theirs = upper ? v[k] : v[k + Count / 2];
      v[k] = combine(mine, __shfl_xor_sync(0xffffffffu, theirs, Bit));
    }
    return (upper ? Count / 2 : 0) + reduce_lanes<Count / 2, 2 * Bit, Steps - 1>(v, combine);
  }
}

}  // namespace tessera::cuda

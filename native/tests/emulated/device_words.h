// The words of CUDA that kernels of searches use, for BlockEmulator. Include it last but before the kernels' headers: standard
// headers have names of their own that look like these.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <vector>

#include "tests/emulated/block_emulator.h"

#define __device__
#define __forceinline__ inline
#define __noinline__ __attribute__((noinline))

namespace tessera::cuda {

using std::max;
using std::min;

struct ThreadIndex {
  struct Axis {
    operator uint32_t() const { return test::BlockEmulator::thread(); }
  };
  Axis x;
};
inline constexpr ThreadIndex threadIdx;

struct BlockIndex {
  uint32_t x;
};
inline thread_local BlockIndex blockIdx;

inline void __syncthreads() { test::BlockEmulator::sync_block(); }

template <class T>
T __shfl_xor_sync(uint32_t, T value, uint32_t mask) {
  uint64_t bits = 0, all[32];
  std::memcpy(&bits, &value, sizeof value);
  test::BlockEmulator::exchange(bits, all);
  std::memcpy(&value, &all[(threadIdx.x % 32) ^ mask], sizeof value);
  return value;
}
inline uint32_t __ballot_sync(uint32_t, bool pass) {
  uint64_t all[32];
  test::BlockEmulator::exchange(pass ? 1 : 0, all);
  uint32_t mask = 0;
  for (uint32_t lane = 0; lane < 32; ++lane) mask |= static_cast<uint32_t>(all[lane]) << lane;
  return mask;
}
/** Place of the lowest bit, counted from 1. */
inline int __ffsll(long long mask) { return mask == 0 ? 0 : std::countr_zero(static_cast<unsigned long long>(mask)) + 1; }
inline uint32_t __popc(uint32_t mask) { return static_cast<uint32_t>(std::popcount(mask)); }

// Fibers change hands at barriers alone, so that these are whole.
inline uint32_t atomicAdd(uint32_t* to, uint32_t value) {
  const uint32_t before = *to;
  *to += value;
  return before;
}
inline uint32_t atomicMin(uint32_t* to, uint32_t value) {
  const uint32_t before = *to;
  *to = std::min(before, value);
  return before;
}

}  // namespace tessera::cuda

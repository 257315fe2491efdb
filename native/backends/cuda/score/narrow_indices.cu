#include "backends/cuda/device/check.h"
#include "backends/cuda/score/narrow_indices.h"

namespace tessera::cuda {

namespace {

/** Eight indices a thread: one load and two stores of 16 bytes. */
__global__ void widen(const uint16_t* from, uint32_t* to, uint64_t count) {
  const uint64_t first = (uint64_t{blockIdx.x} * blockDim.x + threadIdx.x) * 8;
  if (first + 8 <= count) {
    const uint4 packed = *reinterpret_cast<const uint4*>(from + first);
    auto* const wide = reinterpret_cast<uint4*>(to + first);
    wide[0] = {packed.x & 0xFFFF, packed.x >> 16, packed.y & 0xFFFF, packed.y >> 16};
    wide[1] = {packed.z & 0xFFFF, packed.z >> 16, packed.w & 0xFFFF, packed.w >> 16};
  } else {
    for (uint64_t k = first; k < count; ++k) to[k] = from[k];
  }
}

}  // namespace

void widen_indices(const uint16_t* from, uint32_t* to, uint64_t count, cudaStream_t stream) {
  if (count == 0) return;
  constexpr uint32_t threads = 256;
  const uint64_t blocks = (count + 8 * threads - 1) / (8 * threads);
  widen<<<static_cast<uint32_t>(blocks), threads, 0, stream>>>(from, to, count);
  check_launch("widening indices");
}

}  // namespace tessera::cuda

#include "backends/cuda/device/check.h"
#include "backends/cuda/session/turn_cells.cuh"

namespace tessera::cuda {

namespace {

constexpr uint32_t kSide = 32;
constexpr uint32_t kRowsAtOnce = 8;

/** Squares of 32 x 32 through shared memory, so that both sides are read and written in whole lines. */
__global__ void turn(const double* from, uint32_t rows, uint64_t count, double* to, uint64_t pitch) {
  __shared__ double square[kSide][kSide + 1];
  const uint32_t t0 = blockIdx.y * kSide;
  const uint64_t s0 = uint64_t{blockIdx.x} * kSide;
  for (uint32_t j = threadIdx.y; j < kSide; j += kRowsAtOnce) {
    if (t0 + j < rows && s0 + threadIdx.x < count) square[j][threadIdx.x] = from[(t0 + j) * count + s0 + threadIdx.x];
  }
  __syncthreads();
  for (uint32_t j = threadIdx.y; j < kSide; j += kRowsAtOnce) {
    if (t0 + threadIdx.x < rows && s0 + j < count) to[(s0 + j) * pitch + t0 + threadIdx.x] = square[threadIdx.x][j];
  }
}

}  // namespace

void turn_cells(const double* from, uint32_t rows, uint64_t count, double* to, uint64_t pitch, cudaStream_t stream) {
  const dim3 blocks(static_cast<uint32_t>((count + kSide - 1) / kSide), (rows + kSide - 1) / kSide);
  turn<<<blocks, dim3(kSide, kRowsAtOnce), 0, stream>>>(from, rows, count, to, pitch);
  check_launch("turning the matrix");
}

}  // namespace tessera::cuda

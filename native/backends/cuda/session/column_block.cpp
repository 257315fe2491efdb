#include "backends/cuda/session/column_block.h"

#include <algorithm>
#include <cstring>

#include "backends/cuda/device/parallel_for.h"
#include "backends/cuda/device/pinned_pool.h"
#include "backends/cuda/device/stream.h"
#include "backends/cuda/session/turn_cells.cuh"

namespace tessera::cuda {

namespace {

/** Of each of the two buffers: large enough that a copy's start-up is nothing, small enough to be locked quickly. */
constexpr uint64_t kBufferBytes = uint64_t{16} << 20;

uint64_t rows_at_once(uint64_t count, uint64_t room) {
  return std::max<uint64_t>(1, std::min(kBufferBytes, room / 4) / (count * sizeof(double)));
}

void fill(double* to, const HostMatrix& from, uint32_t t0, uint32_t rows, uint64_t first, uint64_t count, const uint32_t* ids) {
  parallel_for(rows, count * sizeof(double), [&](uint64_t r) {
    const double* const row = from.rows[t0 + r];
    double* const line = to + r * count;
    if (ids == nullptr) {
      std::memcpy(line, row + first, count * sizeof(double));
    } else {
      for (uint64_t i = 0; i < count; ++i) line[i] = row[ids[first + i]];
    }
  });
}

}  // namespace

uint64_t ColumnBlock::staging_bytes(uint64_t count) { return 2 * rows_at_once(count, UINT64_MAX) * count * sizeof(double); }

uint64_t ColumnBlock::fitting(uint64_t observations, uint64_t room) {
  const uint64_t staging = std::min(2 * kBufferBytes, room / 2);
  const uint64_t each = bytes(observations, 1) + 2 * sizeof(double);
  if (room < staging + each) throw Failure{TSR_OUT_OF_DEVICE_MEMORY, "too little device memory for one strategy"};
  return (room - staging) / each;
}

ColumnBlock::ColumnBlock(DeviceMemory& memory, cudaStream_t stream, const HostMatrix& from, uint64_t first, uint64_t count,
                         const uint32_t* ids)
    : cells_(memory, row_pitch(from.observations()) * count, "the P&L matrix"),
      observations_(from.observations()),
      count_(count) {
  const auto rows = static_cast<uint32_t>(std::min<uint64_t>(rows_at_once(count, memory.room()), observations_));
  const PinnedLease<double> host[2] = {PinnedLease<double>(rows * count), PinnedLease<double>(rows * count)};
  const DeviceArray<double> device[2] = {{memory, rows * count, "the upload buffers"},
                                         {memory, rows * count, "the upload buffers"}};
  const Event copied[2];
  uint32_t turn = 0;
  for (uint32_t t0 = 0; t0 < observations_; t0 += rows, turn ^= 1) {
    const uint32_t now = std::min(rows, observations_ - t0);
    if (t0 >= 2 * rows) copied[turn].wait();
    fill(host[turn].data(), from, t0, now, first, count, ids);
    check(cudaMemcpyAsync(device[turn].data(), host[turn].data(), now * count * sizeof(double), cudaMemcpyHostToDevice, stream),
          "copying the matrix to the GPU");
    copied[turn].record(stream);
    turn_cells(device[turn].data(), now, count, cells_.data() + t0, row_pitch(observations_), stream);
  }
  check(cudaStreamSynchronize(stream), "copying the matrix to the GPU");
}

}  // namespace tessera::cuda

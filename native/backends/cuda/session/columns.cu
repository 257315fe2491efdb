#include "backends/cuda/session/columns.h"

#include <algorithm>
#include <cfloat>
#include <cstring>

#include "backends/common/check_arguments.h"
#include "backends/cuda/device/check.h"
#include "backends/cuda/device/helper_pool.h"
#include "backends/cuda/device/pinned_memory.h"
#include "backends/cuda/device/stream.h"
#include "formulas/series/standardise.h"

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

/** to[s * pitch + t] = from[t * count + s] for t < rows, s < count; device memory, asynchronous. */
void turn_cells(const double* from, uint32_t rows, uint64_t count, double* to, uint64_t pitch, cudaStream_t stream) {
  const dim3 blocks(static_cast<uint32_t>((count + kSide - 1) / kSide), (rows + kSide - 1) / kSide);
  turn<<<blocks, dim3(kSide, kRowsAtOnce), 0, stream>>>(from, rows, count, to, pitch);
  check_launch("turning the matrix");
}

/** Between these nothing on the way to z over- or underflows, so that the fast quotient is the exact one. */
constexpr double kSmallNorm = 1e-100;
constexpr double kLargeNorm = 1e100;
constexpr double kSmallDeviation = 1e-250;

struct ScaleSinks {
  Scale* scale;
  uint8_t *missing, *varying;
};

/** One thread per strategy, observations in order: the bits are those of every other backend. */
__global__ void measure_weighted(CellsView view, ScaleSinks to, uint64_t first, RowWeights weights) {
  const uint64_t s = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (s >= view.strategies) return;
  const double* const cells = view.cells + s * view.pitch;
  formulas::Standardise<double> column;
  bool missing = false;
  for (uint32_t k = 0; k < weights.count; ++k) {
    const double x = cells[weights.rows[k]];
    missing = missing || x != x;
    column.add(x, weights.weight[k]);
  }
  const double mean = column.mean();
  for (uint32_t k = 0; k < weights.count; ++k) column.add_deviation(cells[weights.rows[k]], mean, weights.weight[k]);
  // Scores are not weighted, so that nothing asks for the quick quotient of these columns.
  to.scale[first + s] = {mean, column.norm(), -1.0};
  to.missing[first + s] = missing ? 1 : 0;
  to.varying[first + s] = column.norm() > 0.0 ? 1 : 0;
}

/** The same without weights. */
__global__ void measure_columns(CellsView view, ScaleSinks to, uint64_t first) {
  const uint64_t s = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (s >= view.strategies) return;
  const double* const x = view.cells + s * view.pitch;
  formulas::Standardise<double> column;
  for (uint32_t t = 0; t < view.observations; ++t) column.add(x[t]);
  const double mean = column.mean();
  double least = HUGE_VAL;
  for (uint32_t t = 0; t < view.observations; ++t) {
    column.add_deviation(x[t], mean);
    const double deviation = fabs(x[t] - mean);
    if (deviation > 0.0 && deviation < least) least = deviation;
  }
  const double norm = column.norm();
  const bool safe = norm > kSmallNorm && norm < kLargeNorm && least > kSmallDeviation;
  const bool flat = norm == 0.0 && column.largest <= DBL_MAX && column.smallest >= -DBL_MAX && fabs(mean) <= DBL_MAX;
  to.scale[first + s] = {mean, norm, safe ? 1.0 / norm : flat ? 0.0 : -1.0};
  to.missing[first + s] = column.count < static_cast<double>(view.observations) ? 1 : 0;
  to.varying[first + s] = norm > 0.0 ? 1 : 0;
}

std::vector<uint8_t> read_back(const DeviceArray<uint8_t>& from, cudaStream_t stream) {
  std::vector<uint8_t> to(from.size());
  check(cudaMemcpyAsync(to.data(), from.data(), from.bytes(), cudaMemcpyDeviceToHost, stream), "reading column flags");
  check(cudaStreamSynchronize(stream), "reading column flags");
  return to;
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

HostMatrix HostMatrix::from(const tsr_matrix& matrix, const char* name) {
  // Device code counts positions and observations in 32 bits.
  return {require_rows(matrix, UINT32_MAX / 4, name), matrix.strategies};
}

ColumnScale::ColumnScale(DeviceMemory& memory, uint64_t strategies)
    : scale_(memory, strategies, "column scales"),
      missing_(memory, strategies, "column flags"),
      varying_(memory, strategies, "column flags") {}

void ColumnScale::measure(CellsView cells, uint64_t first, const RowWeights& weights, cudaStream_t stream) {
  constexpr uint32_t threads = 128;
  const auto blocks = static_cast<uint32_t>((cells.strategies + threads - 1) / threads);
  const ScaleSinks to = {scale_.data(), missing_.data(), varying_.data()};
  if (weights.rows == nullptr) {
    measure_columns<<<blocks, threads, 0, stream>>>(cells, to, first);
  } else {
    measure_weighted<<<blocks, threads, 0, stream>>>(cells, to, first, weights);
  }
  check_launch("measuring the columns");
}

void ColumnScale::finish(cudaStream_t stream) {
  host_missing_ = read_back(missing_, stream);
  host_varying_ = read_back(varying_, stream);
  any_missing_ = std::ranges::find(host_missing_, 1) != host_missing_.end();
}

}  // namespace tessera::cuda

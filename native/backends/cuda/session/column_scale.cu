#include <algorithm>
#include <cfloat>

#include "backends/cuda/device/check.h"
#include "backends/cuda/session/column_scale.h"
#include "formulas/standardise.h"

namespace tessera::cuda {

namespace {

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

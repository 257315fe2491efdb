#include "backends/cuda/device/check.h"
#include "backends/cuda/metrics/measure_metrics.cuh"
#include "formulas/metric_value.h"
#include "formulas/quantile.h"
#include "formulas/tail_buffer.h"
#include "formulas/tail_mean.h"

namespace tessera::cuda {

namespace {

using Summary = formulas::SeriesSummary<double>;

/** Keeps the smallest values of one series; buffers of neighbouring strategies lie interleaved. */
struct Tail {
  double* values;
  uint32_t capacity, stride;

  __device__ __forceinline__ void insert(double value) const {
    // What is not below the largest kept would only pass through.
    if (value < values[(capacity - 1) * uint64_t{stride}]) formulas::insert_in_tail(values, capacity, stride, value);
  }
};

__device__ void read_tails(Summary& summary, const Tail& tail) {
  const auto count = static_cast<uint32_t>(summary.sums.count);
  if (count == 0) return;
  summary.quantile_95 = formulas::quantile(tail.values, tail.stride, formulas::kTail95, count);
  summary.quantile_99 = formulas::quantile(tail.values, tail.stride, formulas::kTail99, count);
  summary.tail_mean_95 = formulas::tail_mean(tail.values, tail.stride, formulas::kTail95, count);
  summary.tail_mean_99 = formulas::tail_mean(tail.values, tail.stride, formulas::kTail99, count);
}

/** One thread per strategy, observations in order: sums and order are those of every other backend. */
__global__ void __launch_bounds__(64) measure(const __grid_constant__ MetricsWork work) {
  const uint64_t s = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (s >= work.count) return;
  const double* const cells = work.cells.cells + (work.rows == nullptr ? s : work.rows[s]) * work.cells.pitch;
  const auto cell = [&](uint32_t t) { return work.rule.divisor == 1.0 ? cells[t] : cells[t] / work.rule.divisor; };
  const uint32_t observations = work.cells.observations;
  const uint32_t capacity = formulas::tail_capacity(formulas::kTail95, observations);
  const auto stride = static_cast<uint32_t>(work.count);
  const Tail tail = {work.scratch + s, capacity, stride};
  const Tail deepest = {work.scratch + uint64_t{capacity} * stride + s, capacity, stride};
  if (work.tails) formulas::clear_tail(tail.values, capacity, stride);
  if (work.drawdown_tail) formulas::clear_tail(deepest.values, capacity, stride);

  Summary summary(work.rule.equity);
  for (uint32_t t = 0; t < observations; ++t) {
    const double x = cell(t);
    const double depth = summary.add(x, static_cast<double>(t), work.rule.config.mar, work.rule.equity);
    if (work.tails && x == x) tail.insert(x);
    if (work.drawdown_tail && x == x) deepest.insert(-depth);
  }
  summary.finish_first_pass();
  if (work.tails) read_tails(summary, tail);
  const auto present = static_cast<uint32_t>(summary.sums.count);
  if (work.drawdown_tail && present > 0) {
    summary.drawdown_tail_95 = -formulas::tail_mean(deepest.values, stride, formulas::kTail95, present);
  }
  for (uint32_t t = 0; t < observations; ++t) {
    const double x = cell(t);
    summary.add_deviation(x);
    if (work.tails) summary.add_tail(x);
  }
  for (uint32_t m = 0; m < work.metric_count; ++m) {
    work.out[m * work.count + s] = formulas::metric_value(work.metrics[m], summary, work.rule);
  }
}

}  // namespace

uint64_t metric_scratch_doubles(uint32_t observations, uint64_t strategies) {
  return 2 * uint64_t{formulas::tail_capacity(formulas::kTail95, observations)} * strategies;
}

void measure_metrics(const MetricsWork& work, cudaStream_t stream) {
  if (work.count == 0) return;
  measure<<<static_cast<uint32_t>((work.count + 63) / 64), 64, 0, stream>>>(work);
  check_launch("measuring strategies");
}

}  // namespace tessera::cuda

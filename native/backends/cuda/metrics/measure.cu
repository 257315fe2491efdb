#include "backends/cuda/metrics/measure.h"

#include <algorithm>

#include "backends/cuda/device/check.h"
#include "formulas/groups/group_value.h"
#include "formulas/groups/inversion_figures.h"
#include "formulas/metrics/metric_value.h"
#include "formulas/series/quantile.h"
#include "formulas/series/tail_buffer.h"
#include "formulas/series/tail_mean.h"

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
__global__ void __launch_bounds__(64) measure_series(const __grid_constant__ MetricsWork work) {
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

/** Strategies and groups of a block: the groups of a strategy read the same sectors of its row at about the same time. */
constexpr uint32_t kStrategies = 32;
constexpr uint32_t kMostGroups = 8;

/** One thread per strategy and group, the group's observations in order: the bits are those of every other backend. */
__global__ void __launch_bounds__(kStrategies* kMostGroups)
    measure_each_group(const __grid_constant__ GroupsWork work, const __grid_constant__ StrategyBatch batch) {
  const uint64_t s = uint64_t{blockIdx.x} * kStrategies + threadIdx.x;
  if (s >= batch.count) return;
  const double* const cells = batch.cells.cells + (batch.rows == nullptr ? s : batch.rows[s]) * batch.cells.pitch;
  for (uint32_t g = threadIdx.y; g < work.groups; g += blockDim.y) {
    const uint32_t* const begin = work.rows + work.begins[g];
    const uint32_t* const end = work.rows + work.begins[g + 1];
    formulas::GroupSums<double> sums(work.peak_from_zero);
    for (const uint32_t* t = begin; t < end; ++t) sums.add(cells[*t], work.weights[*t]);
    sums.finish_first_pass();
    for (const uint32_t* t = begin; t < end; ++t) sums.add_deviation(cells[*t]);
    for (uint32_t k = 0; k < work.statistic_count; ++k) {
      batch.out[(uint64_t{k} * work.groups + g) * batch.count + s] = formulas::group_value(work.statistics[k], sums);
    }
  }
}

/** One thread per strategy, in the order of every other backend. */
__global__ void __launch_bounds__(64) find_each_inversion(const __grid_constant__ StrategyBatch batch) {
  const uint64_t s = uint64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (s >= batch.count) return;
  const double* const cells = batch.cells.cells + (batch.rows == nullptr ? s : batch.rows[s]) * batch.cells.pitch;
  const auto cell = [&](uint32_t t) { return cells[t]; };
  const auto figures = formulas::inversion_figures<double>(cell, batch.cells.observations);
  for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
    batch.out[figure * batch.count + s] = figures.values[figure];
  }
}

}  // namespace

uint64_t metric_scratch_doubles(uint32_t observations, uint64_t strategies) {
  return 2 * uint64_t{formulas::tail_capacity(formulas::kTail95, observations)} * strategies;
}

void measure_metrics(const MetricsWork& work, cudaStream_t stream) {
  if (work.count == 0) return;
  measure_series<<<static_cast<uint32_t>((work.count + 63) / 64), 64, 0, stream>>>(work);
  check_launch("measuring strategies");
}

void measure_groups(const GroupsWork& work, const StrategyBatch& batch) {
  if (batch.count == 0) return;
  const dim3 threads(kStrategies, std::min(work.groups, kMostGroups));
  measure_each_group<<<static_cast<uint32_t>((batch.count + kStrategies - 1) / kStrategies), threads, 0, batch.stream>>>(work,
                                                                                                                         batch);
  check_launch("measuring groups of observations");
}

void find_inversions(const StrategyBatch& batch) {
  if (batch.count == 0) return;
  find_each_inversion<<<static_cast<uint32_t>((batch.count + 63) / 64), 64, 0, batch.stream>>>(batch);
  check_launch("finding what to invert");
}

}  // namespace tessera::cuda

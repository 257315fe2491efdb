#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/metrics/measure_groups.cuh"
#include "formulas/group_value.h"

namespace tessera::cuda {

namespace {

/** Strategies and groups of a block: the groups of a strategy read the same sectors of its row at about the same time. */
constexpr uint32_t kStrategies = 32;
constexpr uint32_t kMostGroups = 8;

/** One thread per strategy and group, the group's observations in order: the bits are those of every other backend. */
__global__ void __launch_bounds__(kStrategies* kMostGroups)
    measure(const __grid_constant__ GroupsWork work, const __grid_constant__ StrategyBatch batch) {
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

}  // namespace

void measure_groups(const GroupsWork& work, const StrategyBatch& batch) {
  if (batch.count == 0) return;
  const dim3 threads(kStrategies, std::min(work.groups, kMostGroups));
  measure<<<static_cast<uint32_t>((batch.count + kStrategies - 1) / kStrategies), threads, 0, batch.stream>>>(work, batch);
  check_launch("measuring groups of observations");
}

}  // namespace tessera::cuda

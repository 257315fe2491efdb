#pragma once

#include "backends/cpu/metrics/metric_kernels.h"
#include "backends/cpu/metrics/split_lanes.h"

namespace tessera::cpu {
namespace {

void sum_group(const MetricPanel& panel, uint32_t first, const GroupRows& group, formulas::GroupSums<double>* out) {
  const double* const cells = panel.cells + first;
  const auto cell = [&](uint32_t t) { return load(cells + static_cast<size_t>(t) * panel.width); };
  formulas::GroupSums<Vec> sums(group.peak_from_zero);
  for (uint32_t i = 0; i < group.count; ++i) sums.add(cell(group.rows[i]), group.weights[group.rows[i]]);
  sums.finish_first_pass();
  for (uint32_t i = 0; i < group.count; ++i) sums.add_deviation(cell(group.rows[i]));
  split_lanes(sums, out);
}

}  // namespace
}  // namespace tessera::cpu

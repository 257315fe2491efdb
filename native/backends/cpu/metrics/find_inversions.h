#pragma once

#include "backends/cpu/device/lanes.h"
#include "backends/cpu/metrics/metric_kernels.h"
#include "formulas/inversion_figures.h"

namespace tessera::cpu {
namespace {

void find_inversions(const MetricPanel& panel, uint32_t first, double* out) {
  const double* const cells = panel.cells + first;
  const auto cell = [&](uint32_t t) { return load(cells + static_cast<size_t>(t) * panel.width); };
  const auto figures = formulas::inversion_figures<Vec>(cell, panel.observations);
  for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
    store(out + figure * kLanes, figures.values[figure]);
  }
}

}  // namespace
}  // namespace tessera::cpu

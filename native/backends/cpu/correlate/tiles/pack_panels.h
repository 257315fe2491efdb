#pragma once

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "formulas/standardise.h"

namespace tessera::cpu {
namespace {

inline double panel_cell(PanelContent content, double x, double mean, double norm, double root) {
  if (content == PanelContent::kPresent) return x == x ? root : 0.0;
  const double z = formulas::standardised(x, mean, norm);
  return content == PanelContent::kSquared ? root * (z * z) : root * z;
}

void pack(const PackJob& job, uint64_t begin, uint64_t end, double* panels) {
  for (uint64_t panel = begin; panel < end; ++panel) {
    double* const out = panels + panel * kPanel * job.observations;
    uint64_t strategy[kPanel];
    double mean[kPanel] = {};
    double norm[kPanel] = {};
    uint32_t filled = 0;
    for (; filled < kPanel && panel * kPanel + filled < job.count; ++filled) {
      const uint64_t position = panel * kPanel + filled;
      strategy[filled] = job.order == nullptr ? position : job.order[position];
      mean[filled] = job.mean[strategy[filled]];
      norm[filled] = job.norm[strategy[filled]];
    }
    for (uint32_t t = 0; t < job.observations; ++t) {
      const double* const row = job.rows[t];
      const double root = job.root == nullptr ? 1.0 : job.root[t];
      double* const line = out + static_cast<size_t>(t) * kPanel;
      for (uint32_t i = 0; i < filled; ++i) line[i] = panel_cell(job.content, row[strategy[i]], mean[i], norm[i], root);
      for (uint32_t i = filled; i < kPanel; ++i) line[i] = 0.0;
    }
  }
}

}  // namespace
}  // namespace tessera::cpu

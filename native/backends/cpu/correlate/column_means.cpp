#include "backends/cpu/correlate/column_means.h"

#include <vector>

namespace tessera::cpu {

void column_means(const CorrelationPanels& panels, double* mean_rho, double* sum_rho) {
  const uint32_t observations = panels.observations();
  const uint64_t panel_count = panels.tiles() * (kTile / kPanel);
  const double* const z = panels.standardised(0);
  // Positions in panel order, one running value per position of a panel: a fixed order of summation.
  std::vector<double> total(observations, 0.0);
  for (uint32_t t = 0; t < observations; ++t) {
    double lanes[kPanel] = {};
    for (uint64_t panel = 0; panel < panel_count; ++panel) {
      const double* const line = z + (panel * observations + t) * kPanel;
      for (uint32_t i = 0; i < kPanel; ++i) lanes[i] += line[i];
    }
    for (const double lane : lanes) total[t] += lane;
  }
  double all = 0.0;
  const double others = panels.count() > 1 ? static_cast<double>(panels.count() - 1) : 1.0;
  for (uint64_t panel = 0; panel < panel_count; ++panel) {
    double with_all[kPanel] = {}, with_self[kPanel] = {};
    for (uint32_t t = 0; t < observations; ++t) {
      const double* const line = z + (panel * observations + t) * kPanel;
      for (uint32_t i = 0; i < kPanel; ++i) {
        with_all[i] += line[i] * total[t];
        with_self[i] += line[i] * line[i];
      }
    }
    for (uint32_t i = 0; i < kPanel && panel * kPanel + i < panels.count(); ++i) {
      const double sum = with_all[i] - with_self[i];
      all += sum;
      if (mean_rho != nullptr) mean_rho[panels.strategy(panel * kPanel + i)] = sum / others;
    }
  }
  if (sum_rho != nullptr) *sum_rho = all / 2.0;
}

}  // namespace tessera::cpu

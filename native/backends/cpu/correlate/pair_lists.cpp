#include "backends/cpu/correlate/pair_lists.h"

#include <algorithm>
#include <cmath>

namespace tessera::cpu {

void PairLists::add(const CorrelationPanels& panels, const TilePlace& place, const TileReduction& tile,
                    std::atomic<double>& bound) {
  for (uint32_t i = 0; i < place.rows; ++i) {
    const double least = bound.load(std::memory_order_relaxed);
    const bool top_here = wants_top_ && tile.row_top[i] >= least;
    const bool over_here = tile.row_max[i] >= threshold_;
    if (!top_here && !over_here) continue;
    const uint32_t own = panels.strategy(place.row + i);
    for (uint32_t j = place.diagonal ? i + 1 : 0; j < place.columns; ++j) {
      const double rho = std::clamp(tile.rho[i * kTile + j], -1.0, 1.0);
      const bool is_top = top_here && rho >= least;
      const bool is_over = over_here && std::fabs(rho) >= threshold_;
      if (!is_top && !is_over) continue;
      const uint32_t other = panels.strategy(place.column + j);
      const tsr_pair pair = {std::min(own, other), std::max(own, other), rho};
      if (is_top) top_.add(pair);
      if (is_over) over_.add(pair);
      over_count_ += is_over ? 1 : 0;
    }
  }
  if (top_.last() == nullptr) return;
  double seen = bound.load(std::memory_order_relaxed);
  while (top_.last()->rho > seen && !bound.compare_exchange_weak(seen, top_.last()->rho)) {}
}

void PairLists::add_all(const PairLists& other) {
  top_.add_all(other.top_);
  over_.add_all(other.over_);
  over_count_ += other.over_count_;
}

}  // namespace tessera::cpu

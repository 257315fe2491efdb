#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/interrupt.h"
#include "search/worker_pool.h"

namespace tessera::believable {

/** What paths of a portfolio's next rows are drawn from. Currency a row of the series, Sharpe ratios a row. */
struct PathRequest {
  std::span<const double> series;  // recorded rows of the portfolio, in time order
  double expected;                 // E
  uint32_t estimated_rows;         // T behind E: its error is (2.1 / 1.645) sqrt((1 + E^2 / 2) / T)
  double volatility_factor;        // m >= 1: max(believed, recorded, fold deviation) / recorded deviation
  uint32_t block;                  // L: recorded rows are drawn in blocks of so many
  uint32_t horizon;                // rows of a path
  uint32_t paths;
  uint64_t seed;
  search::Interrupt interrupt{};  // asked between some hundred paths; path_drawdowns then throws search::SearchError
};

/**
 * The largest drawdown of every path, ascending, currency at size 1; the peak starts at 0. A path is
 * m ((r - mean r) c + s (E + error N)): r recorded rows in blocks of L, c = sqrt(4/6) / sqrt(chi^2_6 / 6) a row (tails of
 * Student's t with 6 degrees), N one standard normal a path, for the edge itself is uncertain.
 */
std::vector<double> path_drawdowns(const PathRequest& request, search::WorkerPool& pool);

/** The largest size at which at most `chance` of the paths fall by more than `limit` of currency; infinite where none falls. */
double honest_size(std::span<const double> drawdowns, double limit, double chance);

/** Share of the paths that fall by more than `limit` at this size. */
double chance_of_drawdown(std::span<const double> drawdowns, double limit, double size);

}  // namespace tessera::believable

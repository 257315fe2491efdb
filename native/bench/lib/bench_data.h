#pragma once

#include <cstdint>
#include <vector>

namespace tessera::bench {

/** A time-major matrix of random P&L: families of 200 correlated strategies, currency. Filled by all processors. */
struct Data {
  /** `family`: what the shocks of a family count beside 0.8 of a strategy's own; they correlate by 0.28, with 1.0 by 0.61. */
  Data(uint64_t observation_count, uint64_t strategy_count, double family = 0.5);

  uint64_t observations, strategies;
  std::vector<double> cells;
  std::vector<const double*> rows;
};

}  // namespace tessera::bench

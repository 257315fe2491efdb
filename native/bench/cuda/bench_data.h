#pragma once

#include <cstdint>
#include <vector>

namespace tessera::bench {

/** A time-major matrix of random P&L: families of 200 correlated strategies, currency. Filled by all processors. */
struct Data {
  Data(uint64_t observation_count, uint64_t strategy_count);

  uint64_t observations, strategies;
  std::vector<double> cells;
  std::vector<const double*> rows;
};

}  // namespace tessera::bench

#pragma once

#include <vector>

#include "bench/lib/bench_session.h"

namespace tessera::bench {

/** Every metric of every strategy: parameters, and room for what comes of them. */
struct MetricsCase {
  explicit MetricsCase(uint64_t strategies);

  std::vector<uint32_t> ids;
  std::vector<double> out;
  tsr_metrics_params params{};
};

/** Single swaps of one portfolio by the replaced system's ratio; `out` and `in` [count] are for the caller to fill. */
struct SwapCase {
  SwapCase(const BenchSession& session, const Data& data, const uint32_t* members, uint32_t size, uint64_t count);
  SwapCase(const SwapCase&) = delete;
  SwapCase& operator=(const SwapCase&) = delete;

  std::vector<uint32_t> out, in;
  tsr_score_swaps_params params{};

 private:
  std::vector<double> pnl_, standardised_, fitness_;
  uint32_t varying_ = 0;
};

}  // namespace tessera::bench

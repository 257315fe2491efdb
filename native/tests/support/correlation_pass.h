#pragma once

#include "tests/support/opened.h"

namespace tessera::test {

/** What one pass is asked for; every output is. */
struct PassOptions {
  uint32_t bins = 200;
  uint64_t top_k = 0;
  double threshold = 2.0;
  uint64_t capacity = 0;
  uint32_t block_size = 0;
  const uint32_t* order = nullptr;
  const double* weights = nullptr;  // [Tc]
};

/** All outputs of one correlation pass. Lists are cut to what was written. */
struct Pass {
  Pass(const Opened& opened, const PassOptions& options);

  std::vector<uint64_t> histogram;
  std::vector<double> mean_rho, mean_abs_rho, max_abs_rho;
  double sum_rho = -9, sum_abs_rho = -9;
  std::vector<tsr_pair> top, over;
  uint64_t over_count = 0;
  std::vector<float> block_mean, block_min, block_max;
};

/** Correlation of every pair, [N][N]. weights: [Tc], null = none. */
std::vector<double> all_correlations(const Opened& opened, uint64_t strategies, const double* weights = nullptr);

/** The same pairs in the same order, rho to the bit. */
bool same_pairs(const std::vector<tsr_pair>& a, const std::vector<tsr_pair>& b);

}  // namespace tessera::test

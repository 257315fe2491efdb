#pragma once

#include "tests/cpu/backend.h"

namespace tessera::test {

/** All outputs of one correlation pass. Lists are cut to what was written. */
struct Reduced {
  Reduced(const Session& session, uint32_t bins, uint64_t top_k, double threshold, uint64_t capacity, uint32_t block_size,
          const uint32_t* order, const double* weights = nullptr);

  std::vector<uint64_t> histogram;
  std::vector<double> mean_rho, mean_abs_rho, max_abs_rho;
  std::vector<tsr_pair> top, over;
  uint64_t over_count = 0;
  uint64_t blocks;
  std::vector<float> block_mean, block_min, block_max;
  double sum_rho = 0, sum_abs_rho = 0;
};

/** Runs a pass with every output and checks each against pair-by-pair definitions. weights: [T] or null. */
void compare_reduced(const Matrix& m, const SessionOptions& options, const double* weights = nullptr);

}  // namespace tessera::test

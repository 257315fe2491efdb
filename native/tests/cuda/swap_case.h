#pragma once

#include "tests/cuda/both.h"

namespace tessera::test {

/** Chains with their sums, and random swaps from them. */
struct SwapCase {
  /** Sums come from `source`, so that both backends start from the same. chains == 1: swaps do not name theirs. */
  SwapCase(const Opened& source, const Matrix& pnl, uint64_t correlation_rows, uint32_t portfolio_size, uint64_t chain_count,
           uint64_t swap_count);

  std::vector<double> fitness(const Opened& opened, const tsr_objective& objective) const;

  uint32_t size;
  uint64_t chains;
  std::vector<double> pnl_sum, standardised_sum;
  std::vector<uint32_t> varying, chain, out, in;
};

}  // namespace tessera::test

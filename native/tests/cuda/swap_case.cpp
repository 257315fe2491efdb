#include "tests/cuda/swap_case.h"

#include <random>

namespace tessera::test {

SwapCase::SwapCase(const Opened& source, const Matrix& pnl, uint64_t correlation_rows, uint32_t portfolio_size,
                   uint64_t chain_count, uint64_t swap_count)
    : size(portfolio_size),
      chains(chain_count),
      pnl_sum(chain_count * pnl.observations),
      standardised_sum(chain_count * correlation_rows),
      varying(chain_count) {
  const std::vector<uint32_t> members = sample_portfolios(chain_count, size, pnl.strategies);
  tsr_portfolio_sums_params p{sizeof p,      size, chain_count, members.data(), pnl_sum.data(), standardised_sum.data(),
                              varying.data()};
  source.run(TSR_OP_PORTFOLIO_SUMS, &p);
  std::mt19937_64 random(swap_count);
  for (uint64_t k = 0; k < swap_count; ++k) {
    chain.push_back(static_cast<uint32_t>(random() % chain_count));
    out.push_back(members[chain.back() * size + random() % size]);
    in.push_back(static_cast<uint32_t>(random() % pnl.strategies));
  }
}

std::vector<double> SwapCase::fitness(const Opened& opened, const tsr_objective& objective) const {
  std::vector<double> result(out.size(), -7);
  tsr_score_swaps_params p{};
  p.struct_size = sizeof p;
  p.size = size;
  p.chain_count = chains;
  p.pnl_sum = pnl_sum.data();
  p.standardised_sum = standardised_sum.data();
  p.varying = varying.data();
  p.swap_count = out.size();
  p.chain = chains == 1 ? nullptr : chain.data();
  p.out_member = out.data();
  p.in_member = in.data();
  p.objective = objective;
  p.fitness = result.data();
  opened.run(TSR_OP_SCORE_SWAPS, &p);
  return result;
}

}  // namespace tessera::test

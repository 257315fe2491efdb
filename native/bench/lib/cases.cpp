#include "bench/lib/cases.h"

#include <numeric>

#include "tests/support/objective.h"

namespace tessera::bench {

MetricsCase::MetricsCase(uint64_t strategies) : ids(TSR_METRIC_COUNT), out(TSR_METRIC_COUNT * strategies) {
  std::iota(ids.begin(), ids.end(), 0u);
  params.struct_size = sizeof params;
  params.metric_count = TSR_METRIC_COUNT;
  params.metrics = ids.data();
  params.config = {sizeof(tsr_metric_config), TSR_PROFILE_TEXTBOOK, 252.0, 0.0, 0.0, 0.0};
  params.out = out.data();
}

SwapCase::SwapCase(const BenchSession& session, const Data& data, const uint32_t* members, uint32_t size, uint64_t count)
    : out(count), in(count), pnl_(data.observations), standardised_(data.observations), fitness_(count) {
  tsr_portfolio_sums_params sums{sizeof sums, size, 1, members, pnl_.data(), standardised_.data(), &varying_};
  session.run(TSR_OP_PORTFOLIO_SUMS, &sums);
  params.struct_size = sizeof params;
  params.size = size;
  params.chain_count = 1;
  params.pnl_sum = pnl_.data();
  params.standardised_sum = standardised_.data();
  params.varying = &varying_;
  params.swap_count = count;
  params.out_member = out.data();
  params.in_member = in.data();
  params.fitness = fitness_.data();
  params.objective = test::legacy_objective(TSR_OBJECTIVE_RATIO);
}

}  // namespace tessera::bench

#include <cstdio>

#include "bench/cuda/parts.h"
#include "tests/support/objective.h"

namespace tessera::bench {

namespace {

uint32_t random_below(uint64_t& state, uint64_t bound) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return static_cast<uint32_t>((state >> 33) % bound);
}

void report(const char* what, const Data& data, uint32_t size, uint64_t units, const Timing& t) {
  const double thousands = static_cast<double>(units) * 1e-3;
  std::printf("%-26s n %2u, %lu x %lu, %9lu in a call: device %8.3f ms = %7.1f M/s   wall %8.3f ms = %7.1f M/s\n", what, size,
              data.strategies, data.observations, units, t.kernel, thousands / t.kernel, t.wall, thousands / t.wall);
  std::fflush(stdout);
}

}  // namespace

void bench_scoring(const tsr_backend& backend, const Data& data, int32_t device, uint32_t size) {
  const BenchSession session(backend, data, device);
  uint64_t state = 12345;
  const bool long_series = data.observations > 200;
  const uint64_t portfolios = long_series ? 200'000 : 16'000'000;
  std::vector<uint32_t> members(portfolios * size);
  for (uint32_t& member : members) member = random_below(state, data.strategies);
  std::vector<double> fitness(portfolios);
  tsr_score_portfolios_params score{};
  score.struct_size = sizeof score;
  score.size = size;
  score.members = members.data();
  score.fitness = fitness.data();
  for (const auto& [metric, name] : {std::pair{uint32_t{TSR_OBJECTIVE_RATIO}, "portfolios, ratio"},
                                     std::pair{uint32_t{TSR_OBJECTIVE_HYBRID}, "portfolios, hybrid"}}) {
    score.objective = test::legacy_objective(metric);
    for (const uint64_t count : {portfolios, portfolios / 4}) {
      score.portfolio_count = count;
      report(name, data, size, count, session.time(TSR_OP_SCORE_PORTFOLIOS, &score));
    }
  }

  const uint64_t swaps = long_series ? 1'000'000 : 80'000'000;
  std::vector<double> pnl(data.observations), standardised(data.observations), swap_fitness(swaps);
  uint32_t varying = 0;
  tsr_portfolio_sums_params sums{sizeof sums, size, 1, members.data(), pnl.data(), standardised.data(), &varying};
  session.run(TSR_OP_PORTFOLIO_SUMS, &sums);
  std::vector<uint32_t> out(swaps), in(swaps);
  for (uint64_t k = 0; k < swaps; ++k) {
    out[k] = members[random_below(state, size)];
    in[k] = random_below(state, data.strategies);
  }
  tsr_score_swaps_params p{};
  p.struct_size = sizeof p;
  p.size = size;
  p.chain_count = 1;
  p.pnl_sum = pnl.data();
  p.standardised_sum = standardised.data();
  p.varying = &varying;
  p.out_member = out.data();
  p.in_member = in.data();
  p.fitness = swap_fitness.data();
  p.objective = test::legacy_objective(TSR_OBJECTIVE_RATIO);
  for (const uint64_t count : {swaps, swaps / 4, uint64_t{100'000}, uint64_t{2'000}}) {
    p.swap_count = count;
    report("single swaps, ratio", data, size, count, session.time(TSR_OP_SCORE_SWAPS, &p));
  }

  std::vector<uint32_t> ids(TSR_METRIC_COUNT);
  for (uint32_t id = 0; id < TSR_METRIC_COUNT; ++id) ids[id] = id;
  std::vector<double> metrics(ids.size() * data.strategies);
  tsr_metrics_params all{};
  all.struct_size = sizeof all;
  all.metric_count = TSR_METRIC_COUNT;
  all.metrics = ids.data();
  all.config = {sizeof(tsr_metric_config), TSR_PROFILE_TEXTBOOK, 252.0, 0.0, 0.0, 0.0};
  all.out = metrics.data();
  report("all metrics of a strategy", data, 1, data.strategies, session.time(TSR_OP_METRICS, &all));
  const tsr_stats_params stats = session.stats();
  std::printf("device memory: peak %.1f MB, utilisation %d %%\n", static_cast<double>(stats.memory_peak_bytes) * 1e-6,
              stats.utilisation_percent);
}

}  // namespace tessera::bench

#include <cstdio>

#include "bench/cuda/parts.h"
#include "bench/lib/cases.h"
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
  SwapCase single(session, data, members.data(), size, swaps);
  for (uint64_t k = 0; k < swaps; ++k) {
    single.out[k] = members[random_below(state, size)];
    single.in[k] = random_below(state, data.strategies);
  }
  for (const uint64_t count : {swaps, swaps / 4, uint64_t{100'000}, uint64_t{2'000}}) {
    single.params.swap_count = count;
    report("single swaps, ratio", data, size, count, session.time(TSR_OP_SCORE_SWAPS, &single.params));
  }

  MetricsCase all(data.strategies);
  report("all metrics of a strategy", data, 1, data.strategies, session.time(TSR_OP_METRICS, &all.params));
  const tsr_stats_params stats = session.stats();
  std::printf("device memory: peak %.1f MB, utilisation %d %%\n", static_cast<double>(stats.memory_peak_bytes) * 1e-6,
              stats.utilisation_percent);
}

}  // namespace tessera::bench

#include <cstdio>

#include "bench/cuda/parts.h"

namespace tessera::bench {

namespace {

void report(const char* what, const Data& data, const Timing& t) {
  std::printf("%-34s %lu x %lu: device %8.3f ms (%.3f .. %.3f)   wall %8.3f ms\n", what, data.strategies, data.observations,
              t.kernel, t.kernel_least, t.kernel_most, t.wall);
  std::fflush(stdout);
}

}  // namespace

void bench_groups(const tsr_backend& backend, const Data& data, int32_t device) {
  constexpr uint32_t kGroups = 4;
  const BenchSession session(backend, data, device);
  std::vector<uint32_t> group_of(data.observations), statistics;
  std::vector<double> weights(data.observations);
  for (uint64_t t = 0; t < data.observations; ++t) {
    group_of[t] = static_cast<uint32_t>(t * 7 % 11 % kGroups);
    weights[t] = 50.0 + static_cast<double>(t % 41);
  }
  for (uint32_t id = 0; id < TSR_STATISTIC_COUNT; ++id) statistics.push_back(id);
  std::vector<double> out(statistics.size() * kGroups * data.strategies);
  tsr_group_stats_params p{};
  p.struct_size = sizeof p;
  p.group_count = kGroups;
  p.group_of = group_of.data();
  p.weights = weights.data();
  p.statistic_count = TSR_STATISTIC_COUNT;
  p.peak_from_zero = 1;
  p.statistics = statistics.data();
  p.out = out.data();
  report("13 statistics of 4 groups", data, session.time(TSR_OP_GROUP_STATS, &p));
  p.statistic_count = 1;
  statistics[0] = TSR_STATISTIC_MEAN;
  report("the mean of 4 groups", data, session.time(TSR_OP_GROUP_STATS, &p));
  tsr_inversions_params inversions{sizeof inversions, 0, out.data(), nullptr};
  report("inversion figures", data, session.time(TSR_OP_INVERSIONS, &inversions));
}

}  // namespace tessera::bench

#include "bench/lib/bench_data.h"

#include <thread>

namespace tessera::bench {

namespace {

/** SplitMix64: any row may be made by any thread. */
struct Random {
  uint64_t state;

  uint64_t bits() {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /** Sum of four uniforms: close enough to normal for a benchmark. */
  double shock() {
    const uint64_t b = bits();
    const uint64_t sum = (b & 0xffff) + (b >> 16 & 0xffff) + (b >> 32 & 0xffff) + (b >> 48);
    return (static_cast<double>(sum) - 131070.0) / 37837.0;
  }
};

void fill_row(double* row, uint64_t t, uint64_t strategies, double of_family) {
  Random random{t * 0x1000003};
  double family = 0;
  for (uint64_t i = 0; i < strategies; ++i) {
    if (i % 200 == 0) family = random.shock();
    const double x = of_family * family + 0.8 * random.shock() + 0.1;
    row[i] = 750.0 * (x < 0 ? 1.4 * x : x);
  }
}

}  // namespace

Data::Data(uint64_t observation_count, uint64_t strategy_count, double family)
    : observations(observation_count), strategies(strategy_count), cells(observation_count * strategy_count) {
  for (uint64_t t = 0; t < observations; ++t) rows.push_back(cells.data() + t * strategies);
  const uint64_t count = std::thread::hardware_concurrency();
  std::vector<std::jthread> threads;
  for (uint64_t i = 0; i < count; ++i) {
    threads.emplace_back([this, i, count, family] {
      for (uint64_t t = i; t < observations; t += count) fill_row(cells.data() + t * strategies, t, strategies, family);
    });
  }
}

}  // namespace tessera::bench

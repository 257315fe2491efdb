// Times the operations of a backend library on a generated matrix and prints one line for each.
//   tessera_bench_cpu [strategies] [observations] [threads] [library]
#include <dlfcn.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tessera_backend.h"
#include "tests/support/objective.h"

namespace {

double seconds_of(const auto& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void require_ok(const tsr_backend& backend, tsr_session* session, tsr_status status) {
  if (status == TSR_OK) return;
  std::fprintf(stderr, "status %d: %s\n", status, backend.last_error(session));
  std::exit(1);
}

/** Families of 200 correlated columns with heavy left tails, currency. */
std::vector<double> generate(uint64_t strategies, uint64_t observations) {
  std::vector<double> cells(strategies * observations);
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  std::vector<double> family(strategies / 200 + 1);
  for (uint64_t t = 0; t < observations; ++t) {
    for (double& shock : family) shock = normal(random);
    for (uint64_t i = 0; i < strategies; ++i) {
      const double x = 0.8 * family[i / 200] + 0.6 * normal(random) + 0.1;
      cells[t * strategies + i] = 750.0 * (x < 0.0 ? 1.4 * x : x);
    }
  }
  return cells;
}

struct Bench {
  const tsr_backend& backend;
  tsr_session* session;
  uint64_t strategies, observations;

  void run(tsr_op op, void* params) const { require_ok(backend, session, backend.run(session, op, params)); }
  void metrics(std::vector<uint32_t> ids, const char* name) const;
  void groups() const;
  void inversions() const;
  void correlation(uint32_t bins, uint32_t block_size, uint64_t top_k, double threshold) const;
  void portfolios() const;
  void swaps(uint32_t threads, uint32_t metric) const;
};

void Bench::metrics(std::vector<uint32_t> ids, const char* name) const {
  std::vector<double> out(ids.size() * strategies);
  tsr_metrics_params p{};
  p.struct_size = sizeof p;
  p.metric_count = static_cast<uint32_t>(ids.size());
  p.metrics = ids.data();
  p.config = {sizeof(tsr_metric_config), TSR_PROFILE_TEXTBOOK, 252.0, 0.0, 0.0, 0.0};
  p.out = out.data();
  const double first = seconds_of([&] { run(TSR_OP_METRICS, &p); });
  const std::clock_t before = std::clock();
  const double seconds = seconds_of([&] { run(TSR_OP_METRICS, &p); });
  const double cpu = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  const double bytes = 8.0 * static_cast<double>(strategies * observations + out.size());
  std::printf("metrics %-8s %8.4f s (first %.4f, processor time %.4f)  %.2f GB/s\n", name, seconds, first, cpu,
              bytes / seconds * 1e-9);
}

/** All statistics of four groups, then the mean alone. */
void Bench::groups() const {
  constexpr uint32_t kGroups = 4;
  std::vector<uint32_t> group_of(observations), statistics;
  std::vector<double> weights(observations);
  for (uint64_t t = 0; t < observations; ++t) {
    group_of[t] = static_cast<uint32_t>(t * 7 % 11 % kGroups);
    weights[t] = 50.0 + static_cast<double>(t % 41);
  }
  for (uint32_t id = 0; id < TSR_STATISTIC_COUNT; ++id) statistics.push_back(id);
  std::vector<double> out(statistics.size() * kGroups * strategies);
  tsr_group_stats_params p{};
  p.struct_size = sizeof p;
  p.group_count = kGroups;
  p.group_of = group_of.data();
  p.weights = weights.data();
  p.peak_from_zero = 1;
  p.statistics = statistics.data();
  p.out = out.data();
  for (const uint32_t count : {static_cast<uint32_t>(TSR_STATISTIC_COUNT), 1u}) {
    p.statistic_count = count;
    if (count == 1) statistics[0] = TSR_STATISTIC_MEAN;
    const double first = seconds_of([&] { run(TSR_OP_GROUP_STATS, &p); });
    const double seconds = seconds_of([&] { run(TSR_OP_GROUP_STATS, &p); });
    std::printf("group_stats of %u groups, %u statistics: %.4f s (first %.4f)\n", kGroups, count, seconds, first);
  }
}

void Bench::inversions() const {
  std::vector<double> out(TSR_INVERSION_COUNT * strategies);
  tsr_inversions_params p{sizeof p, 0, out.data(), nullptr};
  const double first = seconds_of([&] { run(TSR_OP_INVERSIONS, &p); });
  const double seconds = seconds_of([&] { run(TSR_OP_INVERSIONS, &p); });
  std::printf("inversions: %.4f s (first %.4f)\n", seconds, first);
}

void Bench::correlation(uint32_t bins, uint32_t block_size, uint64_t top_k, double threshold) const {
  std::vector<uint64_t> histogram(bins);
  std::vector<double> mean(strategies), mean_abs(strategies), max_abs(strategies);
  std::vector<tsr_pair> top(top_k), over(100000);
  const uint64_t blocks = block_size == 0 ? 0 : (strategies + block_size - 1) / block_size;
  std::vector<float> maps(3 * blocks * blocks);
  uint64_t top_count = 0, over_count = 0;
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.histogram_bins = bins;
  p.histogram = bins > 0 ? histogram.data() : nullptr;
  p.mean_rho = mean.data();
  p.mean_abs_rho = mean_abs.data();
  p.max_abs_rho = max_abs.data();
  p.top_k = top_k;
  p.top = top.data();
  p.top_count = &top_count;
  p.threshold = threshold;
  p.threshold_capacity = over.size();
  p.threshold_pairs = over.data();
  p.threshold_count = &over_count;
  p.block_size = block_size;
  if (blocks > 0) {
    p.block_mean = maps.data();
    p.block_min = maps.data() + blocks * blocks;
    p.block_max = maps.data() + 2 * blocks * blocks;
  }
  const std::clock_t before = std::clock();
  const double seconds = seconds_of([&] { run(TSR_OP_CORRELATION_REDUCE, &p); });
  const double cpu = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  const double pairs = 0.5 * static_cast<double>(strategies) * static_cast<double>(strategies);
  std::printf("correlation bins %u blocks %llu top %llu over %llu: %.3f s (processor time %.3f)  %.1f GFLOP/s\n", bins,
              static_cast<unsigned long long>(blocks), static_cast<unsigned long long>(top_count),
              static_cast<unsigned long long>(over_count), seconds, cpu,
              2.0 * pairs * static_cast<double>(observations) / seconds * 1e-9);
}

void Bench::portfolios() const {
  constexpr uint64_t kCount = 100000;
  constexpr uint32_t kSize = 35;
  std::mt19937_64 random(3);
  std::vector<uint32_t> members(kCount * kSize);
  for (uint32_t& member : members) member = static_cast<uint32_t>(random() % strategies);
  std::vector<double> fitness(kCount);
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = kSize;
  p.portfolio_count = kCount;
  p.members = members.data();
  p.objective = tessera::test::legacy_objective(TSR_OBJECTIVE_RATIO);
  p.fitness = fitness.data();
  const double seconds = seconds_of([&] { run(TSR_OP_SCORE_PORTFOLIOS, &p); });
  std::printf("score_portfolios n=35: %.2f M/s\n", static_cast<double>(kCount) / seconds * 1e-6);
}

/** Chains on `threads` threads of the caller, 256 random swaps a call. */
void Bench::swaps(uint32_t threads, uint32_t metric) const {
  constexpr uint32_t kSize = 35, kBatch = 256, kCalls = 4000;
  std::vector<uint32_t> members(kSize);
  for (uint32_t m = 0; m < kSize; ++m) members[m] = m * static_cast<uint32_t>(strategies / kSize);
  std::vector<double> pnl(observations), standardised(observations);
  uint32_t varying = 0;
  tsr_portfolio_sums_params sums{sizeof sums, kSize, 1, members.data(), pnl.data(), standardised.data(), &varying};
  run(TSR_OP_PORTFOLIO_SUMS, &sums);
  const double seconds = seconds_of([&] {
    std::vector<std::thread> workers;
    for (uint32_t w = 0; w < threads; ++w) {
      workers.emplace_back([&, w] {
        std::vector<uint32_t> out(kBatch), in(kBatch);
        std::vector<double> fitness(kBatch);
        uint64_t state = w + 1;
        tsr_score_swaps_params p{};
        p.struct_size = sizeof p;
        p.size = kSize;
        p.chain_count = 1;
        p.pnl_sum = pnl.data();
        p.standardised_sum = standardised.data();
        p.varying = &varying;
        p.swap_count = kBatch;
        p.out_member = out.data();
        p.in_member = in.data();
        p.objective = tessera::test::legacy_objective(metric);
        p.fitness = fitness.data();
        for (uint32_t call = 0; call < kCalls; ++call) {
          for (uint32_t k = 0; k < kBatch; ++k) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            out[k] = members[(state >> 33) % kSize];
            in[k] = static_cast<uint32_t>((state >> 20) % strategies);
          }
          run(TSR_OP_SCORE_SWAPS, &p);
        }
      });
    }
    for (std::thread& worker : workers) worker.join();
  });
  std::printf("score_swaps n=35, objective %u, %u threads: %.2f M/s\n", metric, threads,
              static_cast<double>(threads) * kCalls * kBatch / seconds * 1e-6);
}

}  // namespace

int main(int count, char** arguments) {
  const uint64_t strategies = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 25544;
  const uint64_t observations = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 82;
  const uint32_t threads = count > 3 ? static_cast<uint32_t>(std::strtoul(arguments[3], nullptr, 10)) : 0;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  void* const library = dlopen(count > 4 ? arguments[4] : TESSERA_BACKEND, RTLD_NOW);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  const auto entry = reinterpret_cast<tsr_entry_fn>(dlsym(library, TSR_ENTRY_SYMBOL));
  const tsr_backend& backend = *entry();
  tsr_device_info info{};
  info.struct_size = sizeof info;
  require_ok(backend, nullptr, backend.describe(-1, &info));
  const std::vector<double> cells = generate(strategies, observations);
  std::vector<const double*> rows;
  for (uint64_t t = 0; t < observations; ++t) rows.push_back(cells.data() + t * strategies);
  tsr_open_params open{};
  open.struct_size = sizeof open;
  open.device = -1;
  open.thread_count = threads;
  open.pnl = {observations, strategies, rows.data()};
  tsr_session* session = nullptr;
  require_ok(backend, nullptr, backend.open(&open, &session));
  std::printf("%s: %s, %s; %llu strategies x %llu observations\n", backend.name, info.name, info.detail,
              static_cast<unsigned long long>(strategies), static_cast<unsigned long long>(observations));

  const Bench bench{backend, session, strategies, observations};
  if (backend.supports(TSR_OP_METRICS)) {
    bench.metrics({TSR_METRIC_ROI, TSR_METRIC_MAX_DRAWDOWN, TSR_METRIC_SHARPE}, "three");
    bench.metrics({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "common");
    std::vector<uint32_t> all(TSR_METRIC_COUNT);
    for (uint32_t id = 0; id < TSR_METRIC_COUNT; ++id) all[id] = id;
    bench.metrics(all, "all");
  }
  if (backend.supports(TSR_OP_GROUP_STATS)) bench.groups();
  if (backend.supports(TSR_OP_INVERSIONS)) bench.inversions();
  bench.correlation(0, 0, 0, 2.0);
  bench.correlation(200, 0, 1000, 0.9);
  bench.correlation(200, 26, 1000, 0.9);
  bench.portfolios();
  for (const uint32_t workers : {1u, 2u}) {
    bench.swaps(workers, TSR_OBJECTIVE_RATIO);
    bench.swaps(workers, TSR_OBJECTIVE_PROFIT_FACTOR);
    bench.swaps(workers, TSR_OBJECTIVE_ENHANCED);
  }
  backend.close(session);
  return 0;
}

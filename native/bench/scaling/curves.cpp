#include "bench/scaling/curves.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

#include "bench/lib/cases.h"
#include "bench/lib/search_request.h"
#include "tests/support/objective.h"

namespace tessera::bench {

namespace {

using Clock = std::chrono::steady_clock;

/** The least of at most 20 runs, begun while they take less than three seconds together. */
double seconds_of(const auto& action) {
  double least = 1e300, all = 0;
  for (int run = 0; run < 20 && all < 3.0; ++run) {
    const auto start = Clock::now();
    action();
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    all += took;
    least = std::min(least, took);
  }
  return least;
}

double seconds_of_pairs(const BenchSession& session, const Data& data) {
  const uint64_t n = data.strategies;
  std::vector<uint64_t> histogram(200);
  std::vector<double> mean(n), mean_abs(n), largest(n);
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.histogram_bins = static_cast<uint32_t>(histogram.size());
  p.histogram = histogram.data();
  p.mean_rho = mean.data();
  p.mean_abs_rho = mean_abs.data();
  p.max_abs_rho = largest.data();
  p.threshold = 2.0;
  return seconds_of([&] { session.run(TSR_OP_CORRELATION_REDUCE, &p); });
}

double seconds_of_metrics(const BenchSession& session, const Data& data) {
  MetricsCase all(data.strategies);
  return seconds_of([&] { session.run(TSR_OP_METRICS, &all.params); });
}

/** Strategies drawn at random; several of a portfolio may be one. */
std::vector<uint32_t> drawn(uint64_t count, uint64_t strategies) {
  std::mt19937_64 random(3);
  std::vector<uint32_t> members(count);
  for (uint32_t& member : members) member = static_cast<uint32_t>(random() % strategies);
  return members;
}

double portfolios_a_second(const BenchSession& session, const Data& data, uint32_t size, uint64_t count) {
  const std::vector<uint32_t> members = drawn(count * size, data.strategies);
  std::vector<double> fitness(count);
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = size;
  p.portfolio_count = count;
  p.members = members.data();
  p.fitness = fitness.data();
  p.objective = test::legacy_objective(TSR_OBJECTIVE_RATIO);
  return static_cast<double>(count) / seconds_of([&] { session.run(TSR_OP_SCORE_PORTFOLIOS, &p); });
}

double swaps_a_second(const BenchSession& session, const Data& data, uint32_t size, uint64_t count) {
  const std::vector<uint32_t> members = drawn(size, data.strategies);
  SwapCase swaps(session, data, members.data(), size, count);
  const std::vector<uint32_t> in = drawn(count, data.strategies);
  std::copy(in.begin(), in.end(), swaps.in.begin());
  for (uint64_t k = 0; k < count; ++k) swaps.out[k] = members[k % size];
  return static_cast<double>(count) / seconds_of([&] { session.run(TSR_OP_SCORE_SWAPS, &swaps.params); });
}

double evaluations_a_second(const tsr_backend& backend, const BenchSession& session, const Data& data, uint32_t size) {
  search::Request request = request_on(backend, session, data, 1'500'000);
  request.size = size;
  request.algorithm = search::AlgorithmId::simulated_annealing;
  search::Outcome outcome;
  const double seconds = seconds_of([&] { outcome = search::run_search(request, nullptr); });
  return static_cast<double>(outcome.evaluations) / seconds;
}

}  // namespace

void table_line(const Machine& machine, const Data& data) {
  const BenchSession session(machine.backend, data, TSR_DEVICE_BEST);
  const Ceilings most = machine.ceilings(data);
  const auto n = static_cast<double>(data.strategies), t = static_cast<double>(data.observations);
  const double pairs = seconds_of_pairs(session, data), flops = n * (n - 1) * t / pairs;
  const double metrics = seconds_of_metrics(session, data), bytes = 8.0 * n * t / metrics;
  std::printf("| %lu x %lu | %.4g ms | %.4g GFLOP/s of %.4g: %.0f %% | %.4g ms | %.4g GB/s of %.4g: %.0f %% |\n",
              data.strategies, data.observations, 1e3 * pairs, 1e-9 * flops, 1e-9 * most.flops, 100 * flops / most.flops,
              1e3 * metrics, 1e-9 * bytes, 1e-9 * most.bytes, 100 * bytes / most.bytes);
  std::fflush(stdout);
}

void size_line(const Machine& machine, const Data& data, uint32_t size) {
  const BenchSession session(machine.backend, data, TSR_DEVICE_BEST);
  const Ceilings most = machine.ceilings(data);
  // Both P&L and standardised rows of every member; of a swap, those of the two that differ.
  const double row = 2.0 * 8.0 * static_cast<double>(data.observations);
  const bool is_device = machine.backend.supports(TSR_OP_SEARCH_ISLANDS) != 0;
  const uint64_t count = is_device ? 8'000'000 : 400'000;
  const double portfolios = portfolios_a_second(session, data, size, count / size);
  const double swaps = swaps_a_second(session, data, size, count);
  const double annealing = evaluations_a_second(machine.backend, session, data, size);
  std::printf("| %u | %.4g M/s, %.0f %% | %.4g M/s, %.0f %% | %.4g M/s, %.0f %% |\n", size, 1e-6 * portfolios,
              100 * portfolios * row * size / most.bytes, 1e-6 * swaps, 100 * swaps * 2 * row / most.bytes, 1e-6 * annealing,
              100 * annealing / swaps);
  std::fflush(stdout);
}

}  // namespace tessera::bench

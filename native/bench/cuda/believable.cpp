#include <chrono>
#include <cstdio>
#include <thread>

#include "believable/choosing/choose.h"
#include "bench/cuda/parts.h"

namespace tessera::bench {

namespace {

using namespace believable;
using Clock = std::chrono::steady_clock;

/** Milliseconds since the last call. */
class Laps {
 public:
  double lap() {
    const auto now = Clock::now();
    const double ms = std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
    return ms;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

constexpr uint32_t kSize = 35;

search::Request request_of(const Table& table) {
  search::Request request;
  request.observations = request.correlation_observations = table.observations;
  request.strategies = table.strategies;
  request.size = kSize;
  return request;
}

/** One choice, as the product makes it from a session that is open. */
Chosen choose_on(const tsr_backend& backend, const BenchSession& session, const Table& table, WorkerPool& pool, bool tell) {
  Laps laps;
  double pass = 0;
  JudgeOptions options;
  options.family_pass = [&](const Table& of, const Moments& moments, const FamilyFigures& figures, uint32_t threshold,
                            WorkerPool& workers) {
    Laps passing;
    FamilySums sums = backend_pass(backend, session.session(), nullptr)(of, moments, figures, threshold, workers);
    pass = passing.lap();
    return sums;
  };
  if (backend.supports(TSR_OP_SAMPLED_PAIRS) != 0) options.pair_pass = backend_pairs(backend, session.session(), nullptr);
  if (backend.supports(TSR_OP_PRIOR) != 0) options.prior_pass = backend_prior(backend, session.session());
  const Judgement judgement = judge(table, options, pool);
  const double judged = laps.lap();
  Chosen chosen = choose(table, judgement, request_of(table), {}, pool);
  const double chose = laps.lap();
  if (tell) {
    std::printf("  %7.1f ms: judging %.1f (families on the backend %.1f), choosing %.1f; S %.9g, ROI / drawdown %.9g\n",
                judged + chose, judged, pass, chose, chosen.best.value, chosen.within.ratio);
  }
  return chosen;
}

/** The steps of judging on the host, one after the other. */
void tell_steps(const Table& table, WorkerPool& pool) {
  Laps laps;
  const Moments moments = measure(table, pool);
  const double measured = laps.lap();
  const double mean = mean_correlation(table, moments, pool);
  const double averaged = laps.lap();
  const ShrunkCorrelation rho = shrink_correlations(table, moments, 1, pool);
  const double shrunk = laps.lap();
  const FamilyFigures figures = family_figures({&moments.sharpe, 1}, rho);
  const double prepared = laps.lap();
  const std::vector<double> error(table.strategies, 0.1);
  believe(moments.sharpe, error, pool);
  const double believed = laps.lap();
  const double reliability = odd_even_reliability(table, pool);
  const double halves = laps.lap();
  std::printf("  steps: moments %.1f, mean correlation %.1f, rho* %.1f, figures %.1f, prior %.1f, halves %.1f ms (%.3f %.3f)\n",
              measured, averaged, shrunk, prepared, believed, halves, mean, reliability);
}

}  // namespace

void bench_believable(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device) {
  const Table table{static_cast<uint32_t>(data.observations), static_cast<uint32_t>(data.strategies), data.rows.data()};
  const BenchSession on_cpu(cpu, data, TSR_DEVICE_BEST), on_cuda(cuda, data, device);
  std::printf("believable Sharpe ratio, size %u, %lu x %lu\n", kSize, data.strategies, data.observations);
  WorkerPool pool(std::max(1u, std::thread::hardware_concurrency()));
  for (int side = 0; side < 2; ++side) {
    std::printf(" %s, %u threads\n", side == 0 ? "cpu" : "cuda", pool.threads());
    for (int turn = 0; turn < 4; ++turn) {
      choose_on(side == 0 ? cpu : cuda, side == 0 ? on_cpu : on_cuda, table, pool, turn > 0);
    }
  }
  for (int turn = 0; turn < 2; ++turn) tell_steps(table, pool);
  std::fflush(stdout);
}

}  // namespace tessera::bench

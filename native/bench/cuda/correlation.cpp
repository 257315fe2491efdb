#include <cstdio>

#include "bench/cuda/parts.h"

namespace tessera::bench {

namespace {

/** Float64 tensor rate of an H200 by its data sheet; shares of other devices are printed against the same figure. */
constexpr double kFlops = 67e12;

}  // namespace

void bench_correlation(const tsr_backend& backend, const Data& data, int32_t device, int runs, uint64_t memory_limit) {
  const BenchSession session(backend, data, device, memory_limit);
  const uint64_t n = data.strategies;
  std::vector<uint64_t> histogram(200);
  std::vector<double> mean(n), mean_abs(n), largest(n);
  std::vector<tsr_pair> top(1000), over(100000);
  uint64_t top_count = 0, over_count = 0;
  double sum = 0, sum_abs = 0;
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.histogram_bins = 200;
  p.histogram = histogram.data();
  p.mean_rho = mean.data();
  p.mean_abs_rho = mean_abs.data();
  p.max_abs_rho = largest.data();
  p.sum_rho = &sum;
  p.sum_abs_rho = &sum_abs;
  const double pairs = 0.5 * static_cast<double>(n) * static_cast<double>(n - 1);
  const double flops = 2.0 * pairs * static_cast<double>(data.observations);
  uint64_t settled_before = 0;
  const auto report = [&](const char* what) {
    const Timing t = session.time(TSR_OP_CORRELATION_REDUCE, &p, runs);
    std::printf("correlation %6lu x %4lu %-28s device %9.3f ms (%.3f..%.3f)  wall %9.3f ms  %6.2f TFLOP/s = %4.1f %% of 67\n",
                n, data.observations, what, t.kernel, t.kernel_least, t.kernel_most, t.wall, flops / t.kernel * 1e-9,
                100.0 * flops / t.kernel * 1e3 / kFlops);
    // Of one run; the two that warm up are counted by the session as well. None in float64.
    const uint64_t settled = session.stats().settled_pairs;
    if (settled > settled_before)
      std::printf("  settled in float64: %lu pairs\n", (settled - settled_before) / (static_cast<uint64_t>(runs) + 2));
    settled_before = settled;
    std::fflush(stdout);
  };
  std::printf("open %lu x %lu: %.1f ms\n", n, data.observations, session.open_ms());
  report("means, max, histogram");
  p.top_k = top.size();
  p.top = top.data();
  p.top_count = &top_count;
  p.threshold = 0.6;
  p.threshold_capacity = over.size();
  p.threshold_pairs = over.data();
  p.threshold_count = &over_count;
  report("+ top 1000, threshold 0.6");
  if (n <= 30000) {
    const uint64_t blocks = (n + 63) / 64;
    std::vector<float> block_mean(blocks * blocks), block_min(blocks * blocks), block_max(blocks * blocks);
    p.block_size = 64;
    p.block_mean = block_mean.data();
    p.block_min = block_min.data();
    p.block_max = block_max.data();
    report("+ map of blocks of 64");
    p.block_size = 0;
    p.top_k = 0;
    p.top = nullptr;
    p.threshold_capacity = 0;
    p.threshold_pairs = nullptr;
    p.threshold_count = nullptr;
    p.histogram_bins = 0;
    p.histogram = nullptr;
    report("means, max");
    p.max_abs_rho = nullptr;
    report("mean, mean |rho|");
  }
}

}  // namespace tessera::bench

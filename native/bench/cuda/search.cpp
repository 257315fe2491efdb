#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "bench/cuda/parts.h"
#include "bench/lib/search_request.h"

namespace tessera::bench {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/** As many islands as asked for. */
void set_islands(search::Request& request, uint32_t islands) {
  if (islands > 0) request.parameters["islands"] = islands;
}

/** Milliseconds that kernels of searches took so far. */
double kernel_ms(const BenchSession& session) { return session.stats().times[TSR_OP_SEARCH_ISLANDS].kernel_ms; }

}  // namespace

void bench_search(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device, uint64_t evaluations,
                  uint32_t islands) {
  std::printf("searches of size 35 on %lu x %lu, %.2f million evaluations each, islands: %u (0 = by default)\n",
              data.strategies, data.observations, static_cast<double>(evaluations) * 1e-6, islands);
  const BenchSession on_cpu(cpu, data, TSR_DEVICE_BEST), on_cuda(cuda, data, device);
  const search::Request requests[] = {request_on(cpu, on_cpu, data, evaluations), request_on(cuda, on_cuda, data, evaluations)};
  for (const auto algorithm : search::kAlgorithms) {
    search::Outcome outcomes[2];
    double seconds[2], kernels = 0;
    for (int side = 0; side < 2; ++side) {
      search::Request request = requests[side];
      request.algorithm = algorithm;
      set_islands(request, islands);
      const double before = kernel_ms(on_cuda);
      const auto start = Clock::now();
      outcomes[side] = search::run_search(request, nullptr);
      seconds[side] = seconds_since(start);
      kernels = (kernel_ms(on_cuda) - before) * 1e-3;
      if (outcomes[side].status != TSR_OK) std::printf("%s\n", outcomes[side].message.c_str());
    }
    std::printf(
        "%-4s cpu %7.3f s  cuda %7.3f s (kernels %6.3f s, %4u generations)  %6.2f M/s  ruled out %8.1f M/s  fitness %.6g %s\n",
        search::name_of(algorithm), seconds[0], seconds[1], kernels, outcomes[1].generations,
        static_cast<double>(outcomes[1].evaluations) * 1e-6 / seconds[1],
        static_cast<double>(outcomes[1].screened) * 1e-6 / seconds[1], outcomes[1].fitness,
        outcomes[0].members == outcomes[1].members && outcomes[0].fitness == outcomes[1].fitness ? "same" : "DIFFERENT");
    std::fflush(stdout);
  }
  for (int side = 0; side < 2; ++side) {
    const auto start = Clock::now();
    {
      std::vector<std::jthread> lanes;
      for (const auto algorithm : search::kAlgorithms) {
        lanes.emplace_back([&, algorithm] {
          search::Request request = requests[side];
          request.algorithm = algorithm;
          set_islands(request, islands);
          request.threads = std::max(1u, request.threads / static_cast<unsigned>(std::size(search::kAlgorithms)));
          search::run_search(request, nullptr);
        });
      }
    }
    std::printf("all at once, %s: %.3f s\n", side == 0 ? "cpu" : "cuda", seconds_since(start));
    std::fflush(stdout);
  }
}

namespace {

/** Every algorithm at every size, `width` runs at a time; their outcomes in order, and the seconds. */
std::pair<std::vector<search::Outcome>, double> run_plan(const search::Request& request, unsigned width) {
  constexpr uint32_t kFirstSize = 35, kLastSize = 60;
  constexpr size_t kWays = std::size(search::kAlgorithms);
  std::vector<search::Outcome> outcomes(kWays * (kLastSize - kFirstSize + 1));
  std::atomic<size_t> next = 0;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (unsigned k = 0; k < width; ++k) {
      threads.emplace_back([&] {
        for (size_t run; (run = next++) < outcomes.size();) {
          search::Request one = request;
          one.algorithm = search::kAlgorithms[run % kWays];
          one.size = kLastSize - static_cast<uint32_t>(run / kWays);
          one.threads = 1;
          outcomes[run] = search::run_search(one, nullptr);
        }
      });
    }
  }
  return {std::move(outcomes), seconds_since(start)};
}

}  // namespace

void bench_plan(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device, uint64_t evaluations) {
  std::printf("sizes 35 to 60 by all algorithms on %lu x %lu, %.2f million evaluations each\n", data.strategies,
              data.observations, static_cast<double>(evaluations) * 1e-6);
  const BenchSession on_cpu(cpu, data, TSR_DEVICE_BEST), on_cuda(cuda, data, device);
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const auto [expected, seconds] = run_plan(request_on(cpu, on_cpu, data, evaluations), cores);
  std::printf("cpu, %u at a time: %.3f s\n", cores, seconds);
  const search::Request request = request_on(cuda, on_cuda, data, evaluations);
  for (const unsigned width : {16u, 32u, 64u, 128u, 208u}) {
    const auto [outcomes, took] = run_plan(request, width);
    const bool same = std::equal(outcomes.begin(), outcomes.end(), expected.begin(), [](const auto& a, const auto& b) {
      return a.status == TSR_OK && a.members == b.members && a.fitness == b.fitness && a.evaluations == b.evaluations;
    });
    std::printf("cuda, %u at a time: %.3f s, %s\n", width, took, same ? "same" : "DIFFERENT");
    std::fflush(stdout);
  }
}

}  // namespace tessera::bench

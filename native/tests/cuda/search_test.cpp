#include "tests/check.h"
#include "tests/cuda/library.h"
#include "tests/cuda/search_case.h"

namespace tessera::test {
namespace {

uint64_t budget(uint64_t evaluations) { return small_only() ? 2000 : evaluations; }

TEST(searches_come_to_the_cpus_portfolios) {
  const Matrix m = sample_matrix(82, small_only() ? 300 : 1500);
  const Both both(m);
  for (const auto algorithm : search::kAlgorithms) COMPARE_SEARCHES(both, search_request(m, algorithm, 12, budget(200'000)));
}

/** More islands than a device has multiprocessors: they are in narrow blocks, several on each. */
TEST(searches_of_many_islands_come_to_the_cpus_portfolios) {
  const Matrix m = sample_matrix(97, 400);
  const Both both(m);
  const uint32_t islands = 200;
  for (const auto algorithm : search::kAlgorithms) {
    if (small_only() && algorithm != search::AlgorithmId::differential_evolution) continue;
    auto request = search_request(m, algorithm, 7, islands * (small_only() ? 20 : 3000));
    request.parameters["islands"] = islands;
    if (request.algorithm == search::AlgorithmId::differential_evolution) request.parameters["population"] = 4;
    COMPARE_SEARCHES(both, request);
    if (small_only()) continue;
    request.objective = objective_of(TSR_OBJECTIVE_ENHANCED);
    COMPARE_SEARCHES(both, request);
  }
}

TEST(descents_come_to_the_cpus_portfolios) {
  // Of few strategies some blocks of a cluster have none; of many each finds more swaps than are kept.
  for (const uint64_t strategies : {small_only() ? 300u : 1500u, small_only() ? 700u : 20'000u}) {
    const Matrix m = sample_matrix(82, strategies);
    const Both both(m);
    for (const uint32_t size : {10u, 13u, 70u}) {
      auto request = search_request(m, search::AlgorithmId::hill_climbing, size, budget(200'000));
      for (uint32_t k = 0; k < 12; ++k) request.start.push_back(20 * k + 1);
      request.descent = true;
      COMPARE_SEARCHES(both, request);
    }
  }
}

TEST(searches_of_every_metric) {
  const Matrix m = sample_matrix(40, 700);
  const Both both(m);
  for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
    for (const auto algorithm : search::kAlgorithms) {
      if (small_only() && algorithm != search::AlgorithmId::hill_climbing) continue;
      auto request = search_request(m, algorithm, 9, budget(40'000));
      request.objective = objective_of(metric, metric % (TSR_PENALTY_NONE + 1));
      COMPARE_SEARCHES(both, request);
    }
  }
}

TEST(searches_on_tables_of_many_shapes) {
  struct Case {
    uint64_t observations, strategies;
    double missing;
    uint32_t size;
  };
  for (const Case& c : {Case{2, 40, 0, 3},
                        {17, 129, 0.1, 1},
                        {95, 300, 0, 33},
                        {96, 300, 0, 65},
                        {97, 600, 0.02, 5},
                        {300, 500, 0, 90},
                        {2500, 400, 0, 20}}) {
    if (small_only() && c.observations > 96) continue;
    const Matrix m = sample_matrix(c.observations, c.strategies, c.missing);
    const Both both(m);
    for (const auto algorithm : search::kAlgorithms) {
      if (small_only() && algorithm != search::AlgorithmId::genetic) continue;
      COMPARE_SEARCHES(both, search_request(m, algorithm, c.size, budget(c.observations > 1000 ? 20'000 : 60'000)));
    }
  }
}

TEST(searches_with_correlations_of_their_own_rows) {
  const Matrix pnl = sample_matrix(60, 400), source = sample_matrix(131, 400, 0.1);
  const Both both(pnl, {.correlation_source = &source});
  for (const auto algorithm : search::kAlgorithms) {
    auto request = search_request(pnl, algorithm, 10, budget(60'000));
    request.correlation_observations = static_cast<uint32_t>(source.observations);
    COMPARE_SEARCHES(both, request);
  }
}

// A checkpoint is the islands' bytes, whichever side wrote them.
TEST(a_search_goes_on_where_the_other_side_left_it) {
  const Matrix m = sample_matrix(82, 600);
  const Both both(m);
  for (const auto algorithm : search::kAlgorithms) {
    auto request = search_request(m, algorithm, 12, budget(80'000));
    const search::Outcome whole = search_on(both.cpu, request);
    request.pause_after_seconds = 1e-9;
    std::vector<uint8_t> checkpoint;
    search::Outcome part;
    int legs = 0;
    do {
      request.checkpoint = checkpoint;
      part = search_on(legs++ % 2 == 0 ? both.cuda : both.cpu, request);
      checkpoint = part.checkpoint;
    } while (part.stopped == search::Stopped::paused);
    CHECK(part.members == whole.members);
    CHECK_SAME_BITS(std::vector<double>{part.fitness}, std::vector<double>{whole.fitness});
    CHECK_EQ(part.evaluations, whole.evaluations);
  }
}

TEST(searches_keep_to_their_plan) {
  const Matrix m = sample_matrix(82, 4000);
  tsr_plan plan{};
  plan.struct_size = sizeof plan;
  plan.device = TSR_DEVICE_BEST;
  plan.strategies = m.strategies;
  plan.observations = m.observations;
  CHECK_EQ(cuda_backend().plan(&plan), TSR_OK);
  const Opened cuda(cuda_backend(), m);
  const uint64_t before = cuda.stats().memory_used_bytes;
  search_on(cuda, search_request(m, search::AlgorithmId::bayesian, 60, budget(20'000)));
  CHECK(cuda.stats().memory_peak_bytes <= before + plan.part_bytes[TSR_PLAN_SEARCHES]);
}

TEST(searches_on_all_devices_come_to_the_same) {
  const Matrix m = sample_matrix(82, 600);
  const Both both(m, {.device = TSR_DEVICE_ALL});
  for (const auto algorithm : search::kAlgorithms) {
    auto request = search_request(m, algorithm, 12, budget(60'000));
    request.parameters["islands"] = 5;
    COMPARE_SEARCHES(both, request);
  }
}

}  // namespace
}  // namespace tessera::test

// The kernels of searches without a GPU: islands in emulated blocks come to what islands on the host come to, in whatever order
// threads run.
#include "search/search.h"
#include "tests/check.h"
#include "tests/emulated/emulated_backend.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

namespace tessera::test {
namespace {

constexpr uint64_t kEvaluations = 700;

/** Runs the request on both sides; answers what blocks came to. */
search::Outcome compare(const char* file, int line, search::Request request) {
  // As the product asks: what a run that may be cancelled keeps must not change what it comes to.
  tsr_control control{};
  const search::Outcome host = search::run_search(request, &control);
  request.backend = &emulated_backend();
  const search::Outcome block = search::run_search(request, &control);
  const std::string name = std::string(search::name_of(request.algorithm)) + ": ";
  check_eq(file, line, (name + "message").c_str(), block.message, host.message);
  if (block.members != host.members) fail(file, line, name + "other members");
  check_eq(file, line, (name + "fitness").c_str(), block.fitness, host.fitness);
  check_eq(file, line, (name + "violation").c_str(), block.violation, host.violation);
  check_eq(file, line, (name + "evaluations").c_str(), block.evaluations, host.evaluations);
  check_eq(file, line, (name + "ruled out").c_str(), block.screened, host.screened);
  check_eq(file, line, (name + "optimal").c_str(), block.swap_optimal, host.swap_optimal);
  return block;
}
#define COMPARE(request) compare(__FILE__, __LINE__, (request))

TEST(islands_in_blocks_are_those_of_the_host) {
  const auto table = sample_rows(30, 300, 5);
  const NaiveSession session(table);
  for (const auto algorithm : search::kAlgorithms) COMPARE(request_on(session, algorithm, 8, kEvaluations));
}

TEST(islands_in_narrow_blocks_are_those_of_the_host) {
  set_narrow_blocks(true);
  const auto table = sample_rows(97, 300, 12);
  const NaiveSession session(table);
  for (const auto algorithm : search::kAlgorithms) COMPARE(request_on(session, algorithm, 8, kEvaluations));
  set_narrow_blocks(false);
}

/** With an exchange: states go to the host, which changes them, and back. So many rows make short generations. */
TEST(many_islands_in_blocks_help_one_another_as_on_the_host) {
  set_narrow_blocks(true);
  const auto table = sample_rows(656, 280, 13);
  const NaiveSession session(table);
  for (const auto algorithm : {search::AlgorithmId::hill_climbing, search::AlgorithmId::bayesian}) {
    auto request = request_on(session, algorithm, 4, 14'000);
    request.parameters["islands"] = 9;
    if (algorithm == search::AlgorithmId::bayesian) request.parameters["learning"] = 16;
    COMPARE(request);
  }
  set_narrow_blocks(false);
}

TEST(the_order_of_threads_changes_nothing) {
  const auto table = sample_rows(30, 300, 6);
  const NaiveSession session(table);
  for (const uint64_t seed : {11u}) {
    shuffle_threads(seed * 1000);
    for (const auto algorithm : search::kAlgorithms) COMPARE(request_on(session, algorithm, 5, kEvaluations / 3));
  }
}

// More rows than a tile, more series than it has, no near memory: every way that series are laid out.
TEST(series_of_any_length_in_blocks) {
  set_near_memory(0);
  for (const uint32_t rows : {2u, 97u}) {
    const auto table = sample_rows(rows, 280, 7);
    const NaiveSession session(table);
    for (const auto algorithm : {search::AlgorithmId::genetic, search::AlgorithmId::hill_climbing}) {
      COMPARE(request_on(session, algorithm, 3, kEvaluations / 2));
    }
  }
  set_near_memory(40 << 10);
}

// From a portfolio of two members more and one fewer.
TEST(descents_in_blocks) {
  const auto table = sample_rows(30, 280, 11);
  const NaiveSession session(table);
  for (const uint32_t size : {3u, 6u}) {
    auto request = request_on(session, search::AlgorithmId::hill_climbing, size, 20'000);
    request.start = {3, 40, 77, 120, 180};
    request.descent = true;
    CHECK(COMPARE(request).swap_optimal);
  }
}

// The swaps that bounds leave, by few members and by more than a sieve has in a word (kSieveMembers).
TEST(bounds_in_blocks) {
  const auto table = sample_rows(20, 280, 10);
  const NaiveSession session(table);
  for (const uint32_t size : {6u, 70u}) {
    auto request = request_on(session, search::AlgorithmId::hill_climbing, size, 4000);
    request.parameters["patience"] = 20;
    CHECK(COMPARE(request).screened > 0);
  }
}

TEST(every_metric_in_blocks) {
  const auto table = sample_rows(40, 300, 8);
  const NaiveSession session(table);
  for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_EXPECTANCY; ++metric) {
    for (const auto algorithm : {search::AlgorithmId::simulated_annealing, search::AlgorithmId::hill_climbing}) {
      auto request = request_on(session, algorithm, 6, kEvaluations / 2);
      request.objective.metric = metric;
      request.objective.penalty = metric % (TSR_PENALTY_NONE + 1);
      COMPARE(request);
    }
  }
}

TEST(groups_and_limits_in_blocks) {
  const auto table = sample_rows(30, 300, 9);
  const NaiveSession session(table);
  for (const auto algorithm : search::kAlgorithms) {
    auto request = request_on(session, algorithm, 6, kEvaluations / 2);
    request.must_include = {7};
    request.max_drawdown = 200;
    search::Grouping grouping;
    for (uint32_t i = 0; i < 300; ++i) grouping.group_of.push_back(i % 4);
    grouping.minimum = {0, 1, 0, 2};
    grouping.maximum = {1, 6, 2, 6};
    grouping.desired = {1, 2, 1, 2};
    grouping.balance_weight = 0.5;
    request.groupings.push_back(grouping);
    COMPARE(request);
  }
}

}  // namespace
}  // namespace tessera::test

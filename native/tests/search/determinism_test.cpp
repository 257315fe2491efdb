#include <algorithm>
#include <bit>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/search.h"
#include "tests/check.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

namespace {

constexpr uint32_t kRunStrategies = 600;
constexpr uint64_t kRunEvaluations = 160000;

const std::vector<std::vector<double>>& run_table() {
  static const auto rows = test::sample_rows(30, kRunStrategies, 5);
  return rows;
}

}  // namespace

TEST(thread_count_changes_nothing) {
  const test::NaiveSession session(run_table());
  for (const auto algorithm : search::kAlgorithms) {
    auto request = test::request_on(session, algorithm, 12, kRunEvaluations);
    const auto one = search::run_search(request, nullptr);
    CHECK_EQ(one.message, "");
    for (const unsigned threads : {2u, 7u}) {
      request.threads = threads;
      const auto many = search::run_search(request, nullptr);
      CHECK(many.members == one.members);
      CHECK_EQ(many.fitness, one.fitness);
      CHECK_EQ(many.evaluations, one.evaluations);
    }
  }
}

// With exchanges of all kinds within the budget, and a pause after every generation.
TEST(many_islands_help_one_another_alike_on_any_number_of_threads) {
  const test::NaiveSession session(run_table());
  for (const auto algorithm : search::kAlgorithms) {
    if (search::is_baseline(algorithm)) continue;  // its islands have nothing to tell one another
    auto request = test::request_on(session, algorithm, 12, 6 * kRunEvaluations);
    request.parameters["islands"] = 12;
    const auto whole = search::run_search(request, nullptr);
    CHECK_EQ(whole.message, "");
    // hc and bo exchange after each of their few long generations.
    const bool often = algorithm == search::AlgorithmId::hill_climbing || algorithm == search::AlgorithmId::bayesian;
    CHECK(whole.generations > (often ? 8 : 16));
    request.pause_after_seconds = 1e-9;
    request.threads = 3;
    search::Outcome outcome;
    do {
      outcome = search::run_search(request, nullptr);
      CHECK_EQ(outcome.message, "");
      if (outcome.status != TSR_OK) return;
      request.checkpoint = outcome.checkpoint;
    } while (outcome.stopped == search::Stopped::paused);
    CHECK(outcome.members == whole.members);
    CHECK_EQ(outcome.fitness, whole.fitness);
    CHECK_EQ(outcome.evaluations, whole.evaluations);
  }
}

TEST(islands_are_fitted_to_the_budget) {
  using search::AlgorithmId, search::fitted_islands;
  // One for each full neighbourhood, within bounds.
  CHECK_EQ(fitted_islands(AlgorithmId::genetic, 385'000, 894'040), 2u);
  CHECK_EQ(fitted_islands(AlgorithmId::genetic, 5 * 894'040, 894'040), 5u);
  CHECK_EQ(fitted_islands(AlgorithmId::genetic, 9 * 103'075, 103'075), 8u);
  // Many where there is enough for all of them, of what is found no less by.
  CHECK_EQ(fitted_islands(AlgorithmId::simulated_annealing, 29'999'999, 894'040), 8u);
  CHECK_EQ(fitted_islands(AlgorithmId::simulated_annealing, 30'000'000, 894'040), 256u);
  CHECK_EQ(fitted_islands(AlgorithmId::hill_climbing, 30'000'000, 0), 128u);
  // A run without a parameter has them: the states of all are in its checkpoint.
  const test::NaiveSession session(run_table());
  const auto checkpoint_of = [&](uint64_t evaluations, std::map<std::string, double> parameters) {
    auto request = test::request_on(session, search::AlgorithmId::simulated_annealing, 12, evaluations);
    request.parameters = std::move(parameters);
    request.pause_after_seconds = 1e-9;
    return search::run_search(request, nullptr).checkpoint.size();
  };
  CHECK_EQ(checkpoint_of(30'000'000, {}), checkpoint_of(30'000'000, {{"islands", 256}}));
  CHECK_EQ(checkpoint_of(160'000, {}), checkpoint_of(160'000, {{"islands", 8}}));
}

TEST(what_one_of_many_islands_finds_reaches_all_of_them_soon) {
  for (const size_t islands : {9u, 12u, 64u, 100u, 256u}) {
    std::vector<bool> know(islands);
    know[islands / 2] = true;
    for (uint32_t turn = 0; turn < std::bit_width(islands - 1); ++turn) {
      const auto before = know;
      for (size_t k = 0; k < islands; ++k) {
        if (before[k]) know[(k + search::exchange_distance(turn, islands)) % islands] = true;
      }
    }
    CHECK_EQ(std::ranges::count(know, true), static_cast<int64_t>(islands));
  }
  // Few islands pass on to the next one, as ever.
  for (uint32_t turn = 0; turn < 9; ++turn) CHECK_EQ(search::exchange_distance(turn, 8), size_t{1});
}

TEST(seeds_matter) {
  const test::NaiveSession session(run_table());
  int different = 0;
  for (const auto algorithm : search::kAlgorithms) {
    // So small a budget that they cannot all end in the same optimum.
    auto request = test::request_on(session, algorithm, 12, 2000);
    const auto one = search::run_search(request, nullptr);
    request.seed = 2;
    if (search::run_search(request, nullptr).members != one.members) ++different;
  }
  CHECK(different >= 6);
}

// Leaves at every generation, so that every piece of state is needed again.
TEST(pause_and_resume_change_nothing) {
  const test::NaiveSession session(run_table());
  for (const auto algorithm : search::kAlgorithms) {
    auto request = test::request_on(session, algorithm, 12, kRunEvaluations);
    const auto whole = search::run_search(request, nullptr);
    request.pause_after_seconds = 1e-9;
    request.threads = 3;
    search::Outcome outcome;
    std::vector<uint8_t> checkpoint;
    int pauses = -1;
    do {
      request.checkpoint = checkpoint;
      outcome = search::run_search(request, nullptr);
      CHECK_EQ(outcome.message, "");
      if (outcome.status != TSR_OK) return;
      checkpoint = outcome.checkpoint;
      ++pauses;
    } while (outcome.stopped == search::Stopped::paused);
    CHECK(pauses >= 1);
    CHECK(outcome.members == whole.members);
    CHECK_EQ(outcome.fitness, whole.fitness);
    CHECK_EQ(outcome.evaluations, whole.evaluations);
  }
}

TEST(a_checkpoint_of_another_search_is_refused) {
  const test::NaiveSession session(run_table());
  auto request = test::request_on(session, search::AlgorithmId::genetic, 12, kRunEvaluations);
  request.pause_after_seconds = 1e-9;
  const auto paused = search::run_search(request, nullptr);
  CHECK(paused.stopped == search::Stopped::paused);
  request.checkpoint = paused.checkpoint;
  request.seed = 99;
  CHECK_EQ(search::run_search(request, nullptr).message, "The checkpoint belongs to another search");
  request.seed = 1;
  const auto cut = std::span(paused.checkpoint).first(paused.checkpoint.size() / 2);
  request.checkpoint = cut;
  CHECK_EQ(search::run_search(request, nullptr).message, "The checkpoint is cut short");
}

TEST(cancel_gives_the_best_so_far_and_a_checkpoint) {
  const test::NaiveSession session(run_table());
  auto request = test::request_on(session, search::AlgorithmId::hill_climbing, 12, kRunEvaluations);
  tsr_control control{};
  control.cancel = 1;
  const auto outcome = search::run_search(request, &control);
  CHECK(outcome.stopped == search::Stopped::cancelled);
  CHECK_EQ(outcome.members.size(), 12u);
  CHECK(!outcome.checkpoint.empty());
}

namespace {

/** Cancels `control` when the backend is asked the `at`-th time. */
struct CancelAfter {
  static inline tsr_control control{};
  static inline int64_t left = 0;

  static const tsr_backend& backend() {
    static const tsr_backend table = [] {
      tsr_backend backend = test::naive_backend();
      backend.run = [](tsr_session* session, tsr_op op, void* params) {
        if (left-- == 0) control.cancel = 1;
        return test::naive_backend().run(session, op, params);
      };
      return backend;
    }();
    return table;
  }
};

}  // namespace

// Within the final descent, too, which must not be left half done.
TEST(a_run_that_is_cancelled_anywhere_comes_to_the_same) {
  const test::NaiveSession session(run_table());
  auto request = test::request_on(session, search::AlgorithmId::particle_swarm, 12, kRunEvaluations);
  request.backend = &CancelAfter::backend();
  CancelAfter::left = int64_t{1} << 40;
  const auto whole = search::run_search(request, &CancelAfter::control);
  const int64_t calls = (int64_t{1} << 40) - CancelAfter::left;
  int cancelled = 0;
  // The search in coarse steps, and every fifth of the calls at the end.
  std::vector<int64_t> places;
  for (int64_t k = 1; k <= 8; ++k) places.push_back(calls * k / 10);
  for (int64_t k = 1; k <= 24; ++k) places.push_back(calls - 5 * k);
  for (const int64_t place : places) {
    CancelAfter::control.cancel = 0;
    CancelAfter::left = place;
    request.checkpoint = {};
    auto outcome = search::run_search(request, &CancelAfter::control);
    CancelAfter::control.cancel = 0;
    const std::vector<uint8_t> checkpoint = outcome.checkpoint;
    if (outcome.stopped == search::Stopped::cancelled) {
      ++cancelled;
      request.checkpoint = checkpoint;
      outcome = search::run_search(request, &CancelAfter::control);
    }
    CHECK(outcome.members == whole.members);
    CHECK_EQ(outcome.fitness, whole.fitness);
    CHECK_EQ(outcome.evaluations, whole.evaluations);
  }
  CHECK(cancelled >= 16);
}

TEST(a_run_that_the_clock_ends_says_so) {
  const test::NaiveSession session(run_table());
  auto request = test::request_on(session, search::AlgorithmId::simulated_annealing, 12, uint64_t{1} << 50);
  request.max_seconds = 0.05;
  const auto outcome = search::run_search(request, nullptr);
  CHECK(outcome.stopped == search::Stopped::seconds);
  CHECK(!outcome.reproducible);
}

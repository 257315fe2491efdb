// Descents from a portfolio that is given: what sizes offer their neighbours.
#include <algorithm>
#include <iterator>

#include "search/host/evaluator.h"
#include "search/search.h"
#include "tests/check.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

namespace {

constexpr uint32_t kStrategies = 300;

const test::NaiveSession& opened() {
  static const auto rows = test::sample_rows(30, kStrategies, 5);
  static const test::NaiveSession session(rows);
  return session;
}

search::Request descent_from(const std::vector<uint32_t>& start, uint32_t size, uint64_t evaluations) {
  auto request = test::request_on(opened(), search::AlgorithmId::hill_climbing, size, evaluations);
  request.start = start;
  request.descent = true;
  return request;
}

search::Outcome run(const search::Request& request) {
  auto outcome = search::run_search(request, nullptr);
  CHECK_EQ(outcome.message, "");
  return outcome;
}

double fitness_of(const search::Request& request, std::vector<uint32_t> members) {
  std::sort(members.begin(), members.end());
  const search::Problem problem = search::make_problem(request);
  search::Score score{};
  search::Evaluator(problem, nullptr).score_portfolios(members, {&score, 1});
  return score.fitness;
}

const std::vector<uint32_t> kSeven = {3, 40, 77, 120, 180, 222, 290};

}  // namespace

// A budget of one evaluation is used up before a swap is tried.
TEST(a_portfolio_that_is_too_large_loses_the_member_that_it_can_best_do_without) {
  const auto request = descent_from(kSeven, 6, 1);
  double best = -1e300;
  std::vector<uint32_t> expected;
  for (const uint32_t left_out : kSeven) {
    std::vector<uint32_t> members;
    std::remove_copy(kSeven.begin(), kSeven.end(), std::back_inserter(members), left_out);
    const double fitness = fitness_of(request, members);
    if (fitness > best) expected = members;
    best = std::max(best, fitness);
  }
  const auto outcome = run(request);
  CHECK(outcome.members == expected);
  CHECK_EQ(outcome.fitness, best);
  CHECK(!outcome.swap_optimal);
}

TEST(of_several_members_too_many_the_least_useful_leave_one_after_the_other) {
  const auto six = run(descent_from(kSeven, 6, 1)).members;
  CHECK(run(descent_from(kSeven, 5, 1)).members == run(descent_from(six, 5, 1)).members);
}

TEST(a_descent_keeps_what_it_starts_from_and_adds_what_is_missing) {
  const auto outcome = run(descent_from(kSeven, 8, 1));
  CHECK_EQ(outcome.members.size(), 8u);
  CHECK(std::includes(outcome.members.begin(), outcome.members.end(), kSeven.begin(), kSeven.end()));
}

TEST(a_descent_ends_where_no_swap_is_better) {
  for (const uint32_t size : {6u, 8u}) {
    const auto request = descent_from(kSeven, size, 1'000'000);
    const auto outcome = run(request);
    CHECK(outcome.swap_optimal);
    // No search: it ends long before its budget does.
    CHECK_EQ(outcome.generations, 0u);
    CHECK(outcome.evaluations < 20'000);
    CHECK(outcome.fitness > run(descent_from(kSeven, size, 1)).fitness);
    for (size_t k = 0; k < outcome.members.size(); ++k) {
      for (uint32_t in = 0; in < kStrategies; ++in) {
        if (std::binary_search(outcome.members.begin(), outcome.members.end(), in)) continue;
        auto swapped = outcome.members;
        swapped[k] = in;
        if (fitness_of(request, swapped) > outcome.fitness * (1 + 1e-9)) CHECK(false);
      }
    }
  }
}

TEST(a_descent_keeps_within_groups) {
  auto request = descent_from(kSeven, 6, 100'000);
  search::Grouping grouping;
  for (uint32_t i = 0; i < kStrategies; ++i) grouping.group_of.push_back(i % 3);
  grouping.minimum = {2, 0, 2};
  grouping.maximum = {6, 1, 6};
  request.groupings.push_back(grouping);
  uint32_t counts[3] = {};
  for (const uint32_t member : run(request).members) ++counts[member % 3];
  CHECK(counts[0] >= 2 && counts[1] <= 1 && counts[2] >= 2);
}

TEST(threads_change_nothing_in_a_descent) {
  auto request = descent_from(kSeven, 6, 100'000);
  const auto one = run(request);
  request.threads = 4;
  const auto many = run(request);
  CHECK(many.members == one.members);
  CHECK_EQ(many.evaluations, one.evaluations);
}

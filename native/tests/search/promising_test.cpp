#include "search/promising.h"

#include <algorithm>

#include "search/island/draw.h"
#include "search/problem.h"
#include "tests/check.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

namespace {

search::Problem problem_on(const test::NaiveSession& session, tsr_objective_metric metric, size_t limit_bytes = 1u << 30) {
  auto request = test::request_on(session, search::AlgorithmId::genetic, 5, 1000);
  request.objective = test::legacy_objective(metric);
  request.columns = search::Columns::load(*request.backend, request.session, request.observations,
                                          request.correlation_observations, request.strategies, limit_bytes);
  return search::make_problem(request);
}

}  // namespace

TEST(promising_strategies_are_those_with_the_best_figures) {
  const auto rows = test::sample_rows(30, 100, 7);
  const test::NaiveSession session(rows);
  const auto totals = [&](uint32_t strategy) {
    double sum = 0;
    for (const auto& row : rows) sum += row[strategy];
    return sum;
  };
  const auto problem = problem_on(session, TSR_OBJECTIVE_ROI);
  const auto list = search::promising(problem, 4);
  CHECK_EQ(list.size(), 20u);
  CHECK(std::is_sorted(list.begin(), list.end()));
  double least = totals(list[0]);
  for (const auto strategy : list) least = std::min(least, totals(strategy));
  for (uint32_t strategy = 0; strategy < 100; ++strategy) {
    if (!std::binary_search(list.begin(), list.end(), strategy)) CHECK(totals(strategy) <= least);
  }
  CHECK(search::promising(problem_on(session, TSR_OBJECTIVE_LESS_MAX_DD), 4) != list);
  CHECK(search::promising(problem, 20).empty());  // all of them: no list
}

TEST(what_promises_does_not_hang_on_room_for_bounds) {
  const auto rows = test::sample_rows(30, 100, 7);
  const test::NaiveSession session(rows);
  const auto with = problem_on(session, TSR_OBJECTIVE_RATIO), without = problem_on(session, TSR_OBJECTIVE_RATIO, 0);
  CHECK(with.columns->has_bounds() && !without.columns->has_bounds());
  CHECK_EQ(with.view().bounded, 1u);
  CHECK_EQ(without.view().bounded, 0u);
  CHECK(search::promising(with, 4) == search::promising(without, 4));
  CHECK(search::reward_to_risk(with) == search::reward_to_risk(without));
  CHECK_EQ(search::columns_limit(with.objective, false), search::kColumnsLimitBytes);
  CHECK_EQ(search::columns_limit(with.objective, true), 0u);
  CHECK_EQ(search::columns_limit(test::legacy_objective(TSR_OBJECTIVE_EXPECTANCY), false), 0u);
}

TEST(every_strategy_can_be_drawn_but_most_draws_promise) {
  const auto rows = test::sample_rows(30, 100, 7);
  const test::NaiveSession session(rows);
  auto problem = problem_on(session, TSR_OBJECTIVE_RATIO);
  problem.promising = search::promising(problem, 4);
  problem.promising_share = 0.9;
  const auto seen = problem.view();
  search::Stream stream = search::island::stream_of(seen, 1, 1);
  std::vector<int> drawn(100, 0);
  for (int k = 0; k < 20000; ++k) ++drawn[search::island::random_candidate(seen, stream)];
  int promised = 0;
  for (const auto strategy : problem.promising) promised += drawn[strategy];
  CHECK(promised > 18200 && promised < 18600);  // 0.9 + 0.1 x 20 of 100
  CHECK(std::all_of(drawn.begin(), drawn.end(), [](int count) { return count > 0; }));
}

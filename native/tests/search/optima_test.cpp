#include <algorithm>
#include <cmath>

#include "search/search.h"
#include "tests/check.h"
#include "tests/support/golden_matrix.h"
#include "tests/support/search_request.h"

using namespace tessera;
using search::AlgorithmId;

namespace {

/** All columns of the table but the constant ones. */
std::vector<uint32_t> varying_columns(const std::vector<std::vector<double>>& rows) {
  std::vector<uint32_t> columns;
  for (uint32_t i = 0; i < rows[0].size(); ++i) {
    const bool constant = std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row[i] == rows[0][i]; });
    if (!constant) columns.push_back(i);
  }
  return columns;
}

struct Optimum {
  tsr_objective_metric metric;
  uint32_t size;
  double fitness;
};

// tests/golden/entire_day_20x40/exhaustive_optima.json, search without_constant_columns.
constexpr Optimum optima[] = {
    {TSR_OBJECTIVE_RATIO, 2, 38.160125170730915},        {TSR_OBJECTIVE_RATIO, 3, 17.813611112484416},
    {TSR_OBJECTIVE_RATIO, 4, 26.62292306049646},         {TSR_OBJECTIVE_ROI, 3, 12746.530193145192},
    {TSR_OBJECTIVE_LESS_MAX_DD, 3, -357.61847019244254}, {TSR_OBJECTIVE_WIN_PERCENTAGE, 3, 3.1024323518007937},
    {TSR_OBJECTIVE_PROFIT_FACTOR, 3, 7.193261274807739}, {TSR_OBJECTIVE_EXPECTANCY, 3, 633.3731533535242},
};

int seeds_that_reach(AlgorithmId algorithm, const Optimum& optimum, uint64_t seeds, uint64_t evaluations) {
  const auto rows = test::golden_matrix("entire_day_20x40/entire_day_20x40.csv", 2);
  const test::NaiveSession session(rows);
  auto request = test::request_on(session, algorithm, optimum.size, evaluations);
  request.candidates = varying_columns(rows);
  request.objective = test::legacy_objective(optimum.metric);
  int found = 0;
  for (request.seed = 1; request.seed <= seeds; ++request.seed) {
    const auto outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    CHECK(outcome.fitness <= optimum.fitness + 1e-9 * std::fabs(optimum.fitness));
    if (std::fabs(outcome.fitness - optimum.fitness) <= 1e-9 * std::fabs(optimum.fitness)) ++found;
  }
  return found;
}

}  // namespace

// The default budget is ten times this and more.
TEST(exhaustive_optima_are_found_from_every_seed) {
  for (const auto algorithm : search::kAlgorithms) {
    if (algorithm == AlgorithmId::random_search) continue;
    for (const auto& optimum : optima) {
      // The default objective is looked at most; tests/service/search/execute.test.ts does so from more seeds.
      const int seeds = optimum.metric == TSR_OBJECTIVE_RATIO ? 8 : 3;
      CHECK_EQ(seeds_that_reach(algorithm, optimum, static_cast<uint64_t>(seeds), 20000), seeds);
    }
  }
}

TEST(the_only_portfolio_is_found_at_once) {
  const auto rows = test::golden_matrix("entire_day_20x40/entire_day_20x40.csv", 2);
  const test::NaiveSession session(rows);
  for (const auto algorithm : search::kAlgorithms) {
    auto request = test::request_on(session, algorithm, 40, 1000);
    const auto outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    CHECK_EQ(outcome.members.size(), 40u);
    CHECK(outcome.stopped == search::Stopped::converged);
  }
}

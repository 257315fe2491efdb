#include "search/search.h"

#include <algorithm>
#include <cmath>

#include "tests/check.h"
#include "tests/search/golden_matrix.h"
#include "tests/search/naive_backend.h"

using namespace tessera;
using search::AlgorithmId;

namespace {

tsr_objective legacy(tsr_objective_metric metric) {
  tsr_objective objective{};
  objective.struct_size = sizeof objective;
  objective.metric = metric;
  objective.penalty_weight = 10;
  objective.annualisation = 252;
  return objective;
}

/** All columns of the table but the constant ones. */
std::vector<std::uint32_t> varying_columns(const std::vector<std::vector<double>>& rows) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t i = 0; i < rows[0].size(); ++i) {
    const bool constant = std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row[i] == rows[0][i]; });
    if (!constant) columns.push_back(i);
  }
  return columns;
}

struct Optimum {
  tsr_objective_metric metric;
  std::uint32_t size;
  double fitness;
};

// tests/golden/entire_day_20x40/exhaustive_optima.json, search without_constant_columns.
const Optimum optima[] = {
    {TSR_OBJECTIVE_RATIO, 2, 38.160125170730915},     {TSR_OBJECTIVE_RATIO, 3, 17.813611112484416},
    {TSR_OBJECTIVE_RATIO, 4, 26.62292306049646},      {TSR_OBJECTIVE_ROI, 3, 12746.530193145192},
    {TSR_OBJECTIVE_LESS_MAX_DD, 3, -357.61847019244254}, {TSR_OBJECTIVE_WIN_PERCENTAGE, 3, 3.1024323518007937},
    {TSR_OBJECTIVE_PROFIT_FACTOR, 3, 7.193261274807739}, {TSR_OBJECTIVE_EXPECTANCY, 3, 633.3731533535242},
};

search::Request golden_request(const test::NaiveSession& session, AlgorithmId algorithm) {
  search::Request request;
  request.backend = &test::naive_backend();
  request.session = session.get();
  request.observations = request.correlation_observations = session.observations();
  request.strategies = session.strategies();
  request.algorithm = algorithm;
  return request;
}

int hits(AlgorithmId algorithm, const Optimum& optimum, std::uint64_t budget) {
  const auto rows = test::golden_matrix("entire_day_20x40/entire_day_20x40.csv");
  const test::NaiveSession session(rows);
  search::Request request = golden_request(session, algorithm);
  request.candidates = varying_columns(rows);
  request.objective = legacy(optimum.metric);
  request.size = optimum.size;
  request.max_evaluations = budget;
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    request.seed = seed;
    const auto outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    CHECK(std::is_sorted(outcome.members.begin(), outcome.members.end()));
    if (std::fabs(outcome.fitness - optimum.fitness) <= 1e-9 * std::fabs(optimum.fitness)) ++found;
  }
  return found;
}

}  // namespace

TEST(exhaustive_optima_are_found) {
  for (const auto algorithm : {AlgorithmId::simulated_annealing, AlgorithmId::hill_climbing}) {
    for (const auto& optimum : optima) CHECK_EQ(hits(algorithm, optimum, 50000), 20);
  }
}

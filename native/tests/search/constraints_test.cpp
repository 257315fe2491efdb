#include <algorithm>
#include <cmath>

#include "search/search.h"
#include "tests/check.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

namespace {

constexpr uint32_t kLimitedStrategies = 500;
constexpr uint32_t kLimitedSize = 10;
constexpr uint64_t kLimitedEvaluations = 20000;

const std::vector<std::vector<double>>& limited_table() {
  static const auto rows = test::sample_rows(30, kLimitedStrategies, 9);
  return rows;
}

/** Max drawdown of the mean series, by definition. */
double drawdown(const std::vector<uint32_t>& members) {
  double equity = 0, peak = -1e300, worst = 0;
  for (const auto& row : limited_table()) {
    for (const auto member : members) equity += row[member] / static_cast<double>(members.size());
    peak = std::max(peak, equity);
    worst = std::max(worst, peak - equity);
  }
  return worst;
}

double correlation(uint32_t a, uint32_t b) {
  const double n = static_cast<double>(limited_table().size());
  double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
  for (const auto& row : limited_table()) {
    mean_a += row[a] / n;
    mean_b += row[b] / n;
  }
  for (const auto& row : limited_table()) {
    aa += (row[a] - mean_a) * (row[a] - mean_a);
    bb += (row[b] - mean_b) * (row[b] - mean_b);
    ab += (row[a] - mean_a) * (row[b] - mean_b);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0.0;
}

}  // namespace

TEST(every_algorithm_keeps_every_limit) {
  const test::NaiveSession session(limited_table());
  for (const auto algorithm : search::kAlgorithms) {
    auto request = test::request_on(session, algorithm, kLimitedSize, kLimitedEvaluations);
    for (uint32_t i = 0; i < kLimitedStrategies; i += 2) request.candidates.push_back(i);
    request.must_include = {7, 11};  // not candidates
    search::Grouping grouping;
    grouping.group_of.resize(kLimitedStrategies);
    for (uint32_t i = 0; i < kLimitedStrategies; ++i) grouping.group_of[i] = i % 5;
    grouping.minimum = {1, 0, 0, 0, 4};
    grouping.maximum = {2, 2, 10, 3, 10};
    request.groupings = {grouping};
    const auto outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    uint32_t counts[5] = {};
    for (const auto member : outcome.members) {
      ++counts[member % 5];
      CHECK(member % 2 == 0 || member == 7 || member == 11);
    }
    CHECK(std::ranges::count(outcome.members, 7u) == 1 && std::ranges::count(outcome.members, 11u) == 1);
    for (int g = 0; g < 5; ++g) {
      CHECK(counts[g] >= grouping.minimum[static_cast<size_t>(g)]);
      CHECK(counts[g] <= grouping.maximum[static_cast<size_t>(g)]);
    }
  }
}

TEST(pair_correlation_and_drawdown_limits_hold) {
  constexpr double most_correlation = 0.8, most_drawdown = 1500;
  const test::NaiveSession session(limited_table());
  for (const auto algorithm : search::kAlgorithms) {
    if (algorithm == search::AlgorithmId::random_search) continue;  // it does not look for feasible portfolios
    auto request = test::request_on(session, algorithm, kLimitedSize, 4000);
    request.objective = test::legacy_objective(TSR_OBJECTIVE_ROI);
    request.max_pair_correlation = most_correlation;
    request.max_drawdown = most_drawdown;
    const auto outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    CHECK_EQ(outcome.violation, 0.0);
    CHECK(drawdown(outcome.members) <= most_drawdown * (1 + 1e-9));
    double worst = -1;
    for (const auto a : outcome.members) {
      for (const auto b : outcome.members) {
        if (a != b) worst = std::max(worst, correlation(a, b));
      }
    }
    CHECK(worst <= most_correlation + 1e-9);
  }
}

TEST(a_limit_that_cannot_hold_is_reported) {
  const test::NaiveSession session(limited_table());
  auto request = test::request_on(session, search::AlgorithmId::hill_climbing, kLimitedSize, 2000);
  request.max_pair_correlation = -0.9;
  CHECK(search::run_search(request, nullptr).violation > 0);
}

TEST(balance_is_part_of_the_fitness) {
  const test::NaiveSession session(limited_table());
  auto request = test::request_on(session, search::AlgorithmId::hill_climbing, kLimitedSize, kLimitedEvaluations);
  search::Grouping grouping;
  grouping.group_of.resize(kLimitedStrategies);
  for (uint32_t i = 0; i < kLimitedStrategies; ++i) grouping.group_of[i] = i % 2;
  grouping.minimum = {0, 0};
  grouping.maximum = {kLimitedSize, kLimitedSize};
  grouping.desired = {7, 3};
  grouping.balance_weight = 1e6;  // over everything else
  request.groupings = {grouping};
  const auto outcome = search::run_search(request, nullptr);
  CHECK_EQ(std::ranges::count_if(outcome.members, [](uint32_t m) { return m % 2 == 0; }), 7);
  CHECK(outcome.fitness > -1e6);
}

TEST(contradictions_are_refused_in_words) {
  const test::NaiveSession session(limited_table());
  const auto message = [&](const auto& change) {
    auto request = test::request_on(session, search::AlgorithmId::genetic, kLimitedSize, kLimitedEvaluations);
    change(request);
    const auto outcome = search::run_search(request, nullptr);
    CHECK(outcome.status == TSR_BAD_ARGUMENT);
    return outcome.message;
  };
  CHECK_EQ(message([](auto& r) { r.candidates = {1, 2, 3}; }), "Only 3 strategies may be chosen, a portfolio of 10 needs more");
  CHECK_EQ(message([](auto& r) { r.must_include = {1000}; }), "The strategies to include: strategy index 1000 does not exist");
  CHECK_EQ(message([](auto& r) { r.parameters["tournment"] = 3; }).substr(0, 30), "Unknown parameter \"tournment\";");
  CHECK_EQ(message([](auto& r) { r.parameters["population"] = 1; }), "Parameter population is 1, allowed is 4 to 4096");
  CHECK_EQ(message([](auto& r) { r.max_evaluations = 0; }), "The search needs a budget of evaluations");
}

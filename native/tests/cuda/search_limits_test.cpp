#include "tests/check.h"
#include "tests/cuda/library.h"
#include "tests/cuda/search_case.h"

namespace tessera::test {
namespace {

search::Request limited(const Matrix& m, search::AlgorithmId algorithm) {
  auto request = search_request(m, algorithm, 10, small_only() ? 2000 : 60'000);
  for (uint32_t i = 0; i < m.strategies; i += 2) request.candidates.push_back(i);
  request.must_include = {9, 11};  // not candidates
  search::Grouping grouping;
  for (uint32_t i = 0; i < m.strategies; ++i) grouping.group_of.push_back(i % 7 == 6 ? search::kNoGroup : i % 7);
  grouping.minimum = {1, 0, 0, 0, 2, 0};
  grouping.maximum = {2, 2, 10, 3, 10, 1};
  request.groupings.push_back(grouping);
  search::Grouping balanced;
  for (uint32_t i = 0; i < m.strategies; ++i) balanced.group_of.push_back(i % 3);
  balanced.minimum = {0, 0, 0};
  balanced.maximum = {10, 10, 10};
  balanced.desired = {5, 3, 2};
  balanced.balance_weight = 0.5;
  request.groupings.push_back(balanced);
  return request;
}

TEST(searches_keep_candidates_members_and_groups) {
  const Matrix m = sample_matrix(50, 560);
  const Both both(m);
  for (const auto algorithm : search::kAlgorithms) COMPARE_SEARCHES(both, limited(m, algorithm));
}

TEST(searches_keep_the_limit_on_drawdown) {
  const Matrix m = sample_matrix(50, 560);
  const Both both(m);
  for (const auto algorithm : search::kAlgorithms) {
    auto request = search_request(m, algorithm, 10, small_only() ? 2000 : 60'000);
    request.objective = objective_of(TSR_OBJECTIVE_ROI);
    for (const double limit : {50.0, 5000.0}) {
      request.max_drawdown = limit;
      COMPARE_SEARCHES(both, request);
    }
  }
}

TEST(searches_start_from_a_portfolio) {
  const Matrix m = sample_matrix(82, 300);
  const Both both(m);
  for (const auto algorithm : search::kAlgorithms) {
    auto request = search_request(m, algorithm, 8, small_only() ? 2000 : 40'000);
    request.start = {1, 2, 30, 31, 100, 250, 299};
    COMPARE_SEARCHES(both, request);
  }
}

// Pairs are looked at on the host: the device scores for it.
TEST(searches_with_a_limit_on_pairs_stay_on_the_host) {
  const Matrix m = sample_matrix(50, 200);
  const Both both(m);
  auto request = search_request(m, search::AlgorithmId::genetic, 5, 3000);
  request.max_pair_correlation = 0.3;
  COMPARE_SEARCHES(both, request);
}

TEST(one_portfolio_is_no_choice) {
  const Matrix m = sample_matrix(30, 12);
  const Both both(m);
  COMPARE_SEARCHES(both, search_request(m, search::AlgorithmId::simulated_annealing, 12, 1000));
}

TEST(impossible_groups_are_refused) {
  const Matrix m = sample_matrix(30, 40);
  const Both both(m);
  auto request = search_request(m, search::AlgorithmId::genetic, 4, 1000);
  search::Grouping grouping;
  grouping.group_of.assign(40, 0);
  grouping.minimum = {0};
  grouping.maximum = {2};
  request.groupings.push_back(grouping);
  for (const Opened* opened : {&both.cpu, &both.cuda}) {
    request.backend = &opened->backend();
    request.session = opened->session();
    CHECK_EQ(search::run_search(request, nullptr).status, TSR_BAD_ARGUMENT);
  }
}

}  // namespace
}  // namespace tessera::test

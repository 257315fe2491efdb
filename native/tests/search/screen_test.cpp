#include "search/host/screen.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <string>

#include "search/island/polish.h"
#include "tests/check.h"
#include "tests/search/on_chain.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

namespace {

constexpr uint32_t kScreenedStrategies = 400;

search::Problem problem_on(const test::NaiveSession& session, uint32_t size, const std::string& folder = {}) {
  auto request = test::request_on(session, search::AlgorithmId::hill_climbing, size, 1000);
  request.columns = search::Columns::load(test::naive_backend(), session.get(), session.observations(), session.observations(),
                                          kScreenedStrategies, search::kColumnsLimitBytes, folder);
  return search::make_problem(request);
}

const std::vector<std::vector<double>>& table() {
  static const auto rows = test::sample_rows(30, kScreenedStrategies, 3);
  return rows;
}

}  // namespace

TEST(bounds_from_columns_on_the_disk_are_those_from_memory) {
  const test::NaiveSession session(table());
  const auto memory = problem_on(session, 7);
  const auto disk = problem_on(session, 7, std::filesystem::temp_directory_path().string());
  CHECK(disk.columns->prefix.on_disk() && disk.columns->standardised.on_disk() && !memory.columns->prefix.on_disk());
  test::OnChain on(memory, 3);
  const auto& chain = on.team.work.chain;
  search::Screen one(memory), other(disk);
  one.prepare(chain);
  other.prepare(chain);
  const auto swaps = on.all_swaps();
  uint32_t learnt = 0;
  for (size_t k = 0; k < swaps.size(); k += swaps.size() / 12) {
    const bool is_new = one.learn(swaps[k]);
    CHECK_EQ(other.learn(swaps[k]), is_new);
    learnt += is_new ? 1 : 0;
  }
  CHECK(learnt > 0);
  std::vector<search::island::ScreenedSwap> found, same;
  CHECK_EQ(one.scan(chain, -1e300, 1000, found), other.scan(chain, -1e300, 1000, same));
  CHECK(!found.empty());
  CHECK(std::ranges::equal(found, same, [](const auto& a, const auto& b) {
    return a.bound == b.bound && a.swap.out == b.swap.out && a.swap.in == b.swap.in;
  }));
}

TEST(no_swap_beats_its_bound) {
  const test::NaiveSession session(table());
  for (const auto metric : {TSR_OBJECTIVE_RATIO, TSR_OBJECTIVE_ROI, TSR_OBJECTIVE_LESS_MAX_DD}) {
    for (uint32_t variant = 0; variant < 6; ++variant) {
      auto problem = problem_on(session, 1 + 4 * variant);
      problem.objective = test::legacy_objective(metric);
      problem.objective.peak_from_zero = variant % 2;
      problem.objective.drawdown_floor = variant % 3 == 1 ? 40 : 0;
      problem.objective.drawdown_threshold = variant % 3 == 2 ? 1000 : 0;
      problem.objective.penalty = variant == 4 ? TSR_PENALTY_POSITIVE : TSR_PENALTY_SIGNED;
      test::OnChain on(problem, variant);
      search::Screen screen(problem);
      screen.prepare(on.team.work.chain);
      const auto swaps = on.all_swaps();
      const auto scores = on.scores_of(swaps);
      std::vector<search::island::ScreenedSwap> found;
      CHECK(screen.scan(on.team.work.chain, -std::numeric_limits<double>::infinity(), swaps.size(), found));
      CHECK_EQ(found.size(), swaps.size());
      std::map<std::pair<uint32_t, uint32_t>, double> bounds;
      for (const auto& one : found) bounds[{one.swap.out, one.swap.in}] = one.bound;
      int beaten = 0;
      for (size_t k = 0; k < swaps.size(); ++k) {
        if (scores[k].fitness > bounds.at({swaps[k].out, swaps[k].in})) ++beaten;
      }
      CHECK_EQ(beaten, 0);
    }
  }
}

// What rules swaps out by strategy leaves each whose bound is over the threshold, and of many the best.
TEST(the_sieve_leaves_what_bounds_leave) {
  using search::island::ScreenedSwap;
  const test::NaiveSession session(table());
  for (const auto metric : {TSR_OBJECTIVE_RATIO, TSR_OBJECTIVE_ROI, TSR_OBJECTIVE_LESS_MAX_DD}) {
    uint32_t variant = 0;
    for (const uint32_t size : {1u, 2u, 9u, 70u}) {
      auto problem = problem_on(session, size);
      problem.objective = test::legacy_objective(metric);
      problem.objective.peak_from_zero = variant % 2;
      problem.objective.drawdown_floor = variant == 1 ? 40 : 0;
      problem.objective.drawdown_threshold = variant == 2 ? 1000 : 0;
      problem.objective.penalty = variant == 3 ? TSR_PENALTY_POSITIVE : TSR_PENALTY_SIGNED;
      test::OnChain on(problem, variant++);
      search::Screen screen(problem);
      screen.prepare(on.team.work.chain);
      const auto& chain = on.team.work.chain;
      std::vector<ScreenedSwap> all, found;
      screen.scan(chain, -std::numeric_limits<double>::infinity(), on.all_swaps().size(), all);
      const auto same = [](const ScreenedSwap& a, const ScreenedSwap& b) {
        return a.bound == b.bound && a.swap.out == b.swap.out && a.swap.in == b.swap.in;
      };
      for (const size_t kept : {size_t{0}, size_t{3}, all.size() / 50, all.size() / 4, all.size() - 1}) {
        const double threshold = all[kept].bound;
        const auto end = std::find_if(all.begin(), all.end(), [&](const auto& one) { return !(one.bound > threshold); });
        CHECK(screen.scan(chain, threshold, all.size(), found));
        CHECK(std::equal(all.begin(), end, found.begin(), found.end(), same));
        constexpr size_t kLimit = 20;
        const auto count = std::min(kLimit, static_cast<size_t>(end - all.begin()));
        CHECK_EQ(screen.scan(chain, threshold, kLimit, found), count == static_cast<size_t>(end - all.begin()));
        CHECK(std::equal(all.begin(), all.begin() + static_cast<ptrdiff_t>(count), found.begin(), found.end(), same));
      }
    }
  }
}

TEST(a_proven_optimum_has_no_better_neighbour) {
  const test::NaiveSession session(table());
  const auto problem = problem_on(session, 12);
  for (uint32_t start = 0; start < 5; ++start) {
    test::OnChain on(problem, start);
    const double before = on.score().fitness;
    CHECK(search::island::polish(on.team, uint64_t{1} << 40));
    CHECK(on.team.state.head->screened > 0);
    on.team.refresh();
    CHECK(on.score().fitness > before);
    for (const auto& score : on.scores_of(on.all_swaps())) {
      CHECK(!search::improves(score, {0, on.score().fitness * (1 + 1e-9)}));
    }
  }
}

TEST(with_and_without_bounds_the_same_optima_are_proven) {
  const test::NaiveSession session(table());
  auto problem = problem_on(session, 8);
  problem.objective = test::legacy_objective(TSR_OBJECTIVE_ROI);  // linear but for the penalty: one optimum or few
  auto plain = problem;
  plain.columns = nullptr;
  double fitness[2];
  int k = 0;
  for (const auto* one : {&problem, &plain}) {
    test::OnChain on(*one, 1);
    CHECK(search::island::polish(on.team, uint64_t{1} << 40));
    on.team.refresh();
    fitness[k++] = on.score().fitness;
  }
  CHECK_NEAR(fitness[0], fitness[1], 1e-9);
}

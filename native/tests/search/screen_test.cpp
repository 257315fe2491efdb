#include "search/screen.h"

#include <limits>
#include <map>

#include "search/construct.h"
#include "search/polish.h"
#include "tests/check.h"
#include "tests/search/golden_search.h"
#include "tests/search/sample_matrix.h"

using namespace tessera;

namespace {

constexpr std::uint32_t strategies = 400;

search::Problem problem_on(const test::NaiveSession& session, std::uint32_t size) {
  auto request = test::request_on(session, search::AlgorithmId::hill_climbing, size, 1000);
  request.columns = search::Columns::load(test::naive_backend(), session.get(), session.observations(),
                                          session.observations(), strategies, search::columns_limit_bytes);
  return search::make_problem(request);
}

std::vector<search::Swap> all_swaps(const search::Problem& problem, const search::Chain& chain) {
  std::vector<search::Swap> swaps;
  for (const auto out : chain.members) {
    for (const auto in : problem.candidates) {
      if (!chain.holds[in]) swaps.push_back({out, in});
    }
  }
  return swaps;
}

const std::vector<std::vector<double>>& table() {
  static const auto rows = test::sample_matrix(30, strategies, 3);
  return rows;
}

}  // namespace

TEST(no_swap_beats_its_bound) {
  const test::NaiveSession session(table());
  for (const auto metric : {TSR_OBJECTIVE_RATIO, TSR_OBJECTIVE_ROI, TSR_OBJECTIVE_LESS_MAX_DD}) {
    for (std::uint32_t variant = 0; variant < 6; ++variant) {
      auto problem = problem_on(session, 1 + 4 * variant);
      problem.objective = test::legacy_objective(metric);
      problem.objective.peak_from_zero = variant % 2;
      problem.objective.drawdown_floor = variant % 3 == 1 ? 40 : 0;
      problem.objective.drawdown_threshold = variant % 3 == 2 ? 1000 : 0;
      problem.objective.penalty = variant == 4 ? TSR_PENALTY_POSITIVE : TSR_PENALTY_SIGNED;
      search::Evaluator evaluator(problem);
      search::Chain chain;
      auto stream = problem.stream(variant, 0);
      chain.set_members(problem, search::construct(problem, stream));
      evaluator.refresh(chain);
      search::Screen screen(problem);
      screen.prepare(chain);
      const auto swaps = all_swaps(problem, chain);
      std::vector<search::Score> scores(swaps.size());
      evaluator.score_swaps(chain, swaps, scores);
      std::vector<search::ScreenedSwap> found;
      CHECK(screen.scan(chain, -std::numeric_limits<double>::infinity(), swaps.size(), found));
      CHECK_EQ(found.size(), swaps.size());
      std::map<std::pair<std::uint32_t, std::uint32_t>, double> bounds;
      for (const auto& one : found) bounds[{one.swap.out, one.swap.in}] = one.bound;
      int beaten = 0;
      for (std::size_t k = 0; k < swaps.size(); ++k) {
        if (scores[k].fitness > bounds.at({swaps[k].out, swaps[k].in})) ++beaten;
      }
      CHECK_EQ(beaten, 0);
    }
  }
}

TEST(a_proven_optimum_has_no_better_neighbour) {
  const test::NaiveSession session(table());
  const auto problem = problem_on(session, 12);
  for (std::uint32_t start = 0; start < 5; ++start) {
    search::Evaluator evaluator(problem);
    search::Screen screen(problem);
    search::Chain chain;
    auto stream = problem.stream(start, 0);
    chain.set_members(problem, search::construct(problem, stream));
    evaluator.refresh(chain);
    const double before = chain.score.fitness;
    CHECK(search::polish(evaluator, screen, chain, std::uint64_t{1} << 40, {}));
    CHECK(evaluator.screened() > 0);
    evaluator.refresh(chain);
    CHECK(chain.score.fitness > before);
    const auto swaps = all_swaps(problem, chain);
    std::vector<search::Score> scores(swaps.size());
    evaluator.score_swaps(chain, swaps, scores);
    for (const auto& score : scores) CHECK(!search::improves(score, {0, chain.score.fitness * (1 + 1e-9)}));
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
    search::Evaluator evaluator(*one);
    search::Screen screen(*one);
    search::Chain chain;
    auto stream = one->stream(1, 0);
    chain.set_members(*one, search::construct(*one, stream));
    evaluator.refresh(chain);
    CHECK(search::polish(evaluator, screen, chain, std::uint64_t{1} << 40, {}));
    evaluator.refresh(chain);
    fitness[k++] = chain.score.fitness;
  }
  CHECK_NEAR(fitness[0], fitness[1], 1e-9);
}

#include "believable/choosing/choose.h"

#include <algorithm>
#include <numeric>

#include "search/search_error.h"
#include "tests/believable/golden.h"
#include "tests/believable/sample_table.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::golden;
using test::Json;
using test::request_for;

namespace {

const Judgement& judged() {
  static WorkerPool workers(1);
  static const Judgement judgement = golden().judge(workers);
  return judgement;
}

Chosen choose_golden(const search::Request& request, const ChoiceRules& rules = {}) {
  WorkerPool workers(2);
  return choose(golden().table(), judged(), request, rules, workers);
}

bool holds(const Choice& choice, uint32_t strategy) { return std::ranges::count(choice.members, strategy) == 1; }

Pool pool_of_members(const Choice& choice) {
  WorkerPool workers(1);
  return pool_of(golden().table(), judged(), choice.members, workers);
}

/** The largest recorded correlation of two members. */
double most_alike(const Choice& choice) {
  const Pool pool = pool_of_members(choice);
  double most = -1.0;
  for (size_t i = 0; i < pool.size(); ++i) {
    for (size_t j = 0; j < i; ++j) most = std::max(most, pool.r[i * pool.size() + j]);
  }
  return most;
}

double drawdown_of(const std::vector<uint32_t>& members) {
  double equity = 0.0, peak = 0.0, most = 0.0;
  for (uint32_t t = 0; t < golden().table().observations; ++t) {
    for (const uint32_t member : members) equity += golden().table().cell(t, member) / static_cast<double>(members.size());
    peak = std::max(peak, equity);
    most = std::max(most, peak - equity);
  }
  return most;
}

}  // namespace

TEST(the_golden_choice_from_a_pool_of_fifty_and_from_all) {
  const Json& expected = golden().expected;
  const auto n = static_cast<uint32_t>(expected["n"].number());
  for (const size_t size : {size_t{0}, size_t{golden().table().strategies}}) {
    ChoiceRules rules;
    rules.pool_size = size;
    rules.slack = 0.0;
    const Chosen chosen = choose_golden(request_for(golden().table(), n), rules);
    CHECK_EQ(chosen.pool_size, size == 0 ? kPoolShare * n : static_cast<uint32_t>(size));
    CHECK(chosen.greedy.members == expected["greedy"]["members"].indices());
    CHECK_NEAR(chosen.greedy.value, expected["greedy"]["value"].number(), 1e-9);
    CHECK(chosen.best.members == expected["best"]["members"].indices());
    CHECK_NEAR(chosen.best.value, expected["best"]["value"].number(), 1e-9);
    CHECK(chosen.within.members == chosen.best.members);
    CHECK(!chosen.enumerated);
  }
}

TEST(swaps_begin_from_a_start_and_keep_what_is_better) {
  const auto n = static_cast<uint32_t>(golden().expected["n"].number());
  search::Request request = request_for(golden().table(), n);
  ChoiceRules rules;
  rules.slack = 0.0;
  const Chosen best = choose_golden(request, rules);
  // From the worst in reverse order, through a pool that does not hold them otherwise.
  request.start.clear();
  for (uint32_t k = 0; k < n; ++k) request.start.push_back(golden().table().strategies - 1 - k);
  const Chosen started = choose_golden(request, rules);
  CHECK(started.greedy.members.front() == golden().table().strategies - n);
  CHECK(started.best.value > started.greedy.value);
  request.start = best.best.members;
  const Chosen again = choose_golden(request, rules);
  CHECK(again.best.members == best.best.members);
  CHECK_EQ(again.greedy.value, best.best.value);
  rules.slack = 0.01;
  const Chosen within = choose_golden(request, rules);
  CHECK(within.within.value >= 0.99 * best.best.value);
  CHECK(within.within.ratio >= best.best.ratio);
  request.start.pop_back();
  bool refused = false;
  try {
    choose_golden(request, rules);
  } catch (const search::SearchError&) {
    refused = true;
  }
  CHECK(refused);
}

TEST(reward_to_risk_rises_within_the_slack) {
  const search::Request request = request_for(golden().table(), 10);
  const RewardToRisk rule{median(judged().moments.deviation), true};
  std::vector<double> ratios;
  for (const double slack : {0.0, 0.01, 0.1}) {
    ChoiceRules rules;
    rules.slack = slack;
    const Chosen chosen = choose_golden(request, rules);
    CHECK(chosen.within.value >= (1.0 - slack) * chosen.best.value * (1.0 - 1e-12));
    CHECK_NEAR(chosen.within.ratio, reward_to_risk(golden().table(), chosen.within.members, rule), 1e-12);
    ratios.push_back(chosen.within.ratio);
  }
  CHECK(ratios[1] >= ratios[0] && ratios[2] > ratios[0]);
}

TEST(included_strategies_stay_and_others_can_be_left_out) {
  search::Request request = request_for(golden().table(), 10);
  for (uint32_t i = 0; i < request.strategies; ++i) {
    if (i != 12 && i != 45) request.candidates.push_back(i);
  }
  request.must_include = {0, 3};
  const Chosen chosen = choose_golden(request);
  for (const Choice* choice : {&chosen.best, &chosen.within}) {
    CHECK_EQ(choice->members.size(), size_t{10});
    CHECK(holds(*choice, 0) && holds(*choice, 3) && !holds(*choice, 12) && !holds(*choice, 45));
  }
}

TEST(a_limit_on_pairs_is_kept) {
  search::Request request = request_for(golden().table(), 10);
  const double before = most_alike(choose_golden(request).best);
  request.max_pair_correlation = 0.1;
  const Chosen chosen = choose_golden(request);
  CHECK(before > 0.1);
  CHECK_EQ(chosen.within.violation, 0.0);
  CHECK(most_alike(chosen.best) <= 0.1 && most_alike(chosen.within) <= 0.1);
}

TEST(a_limit_on_pairs_is_of_the_rows_that_correlations_are_taken_from) {
  search::Request request = request_for(golden().table(), 10);
  request.max_pair_correlation = 0.1;
  const Table table = golden().table();
  // Every other row counts, with a sign: what the limit forbids is another than that of all rows.
  PairRows pairs;
  for (uint32_t t = 0; t < table.observations; t += 2) {
    pairs.rows.push_back(table.rows[t]);
    pairs.signs.push_back(t % 4 == 0 ? 1 : -1);
  }
  std::vector<double> cells;
  std::vector<const double*> rows;
  for (uint32_t t = 0; t < pairs.rows.size(); ++t) {
    for (uint32_t i = 0; i < table.strategies; ++i) cells.push_back(pairs.signs[t] * pairs.rows[t][i]);
  }
  for (size_t t = 0; t < pairs.rows.size(); ++t) rows.push_back(cells.data() + t * table.strategies);
  const Table signed_rows{static_cast<uint32_t>(rows.size()), table.strategies, rows.data()};
  WorkerPool workers(1);
  const Judgement judgement = judge(signed_rows, {}, workers);
  const auto most_alike_there = [&](const Choice& choice) {
    const Pool pool = pool_of(signed_rows, judgement, choice.members, workers);
    double most = -1.0;
    for (size_t i = 0; i < pool.size(); ++i) {
      for (size_t j = 0; j < i; ++j) most = std::max(most, pool.r[i * pool.size() + j]);
    }
    return most;
  };
  const Chosen chosen = choose_golden(request, {.pairs = &pairs});
  CHECK_EQ(chosen.within.violation, 0.0);
  CHECK(most_alike_there(chosen.best) <= 0.1 && most_alike_there(chosen.within) <= 0.1);
  CHECK(most_alike_there(choose_golden(request).best) > 0.1);
}

TEST(a_limit_on_the_drawdown_is_kept) {
  search::Request request = request_for(golden().table(), 10);
  request.max_drawdown = 0.8 * drawdown_of(choose_golden(request, {.slack = 0.0}).best.members);
  const Chosen chosen = choose_golden(request);
  CHECK_EQ(chosen.within.violation, 0.0);
  CHECK(drawdown_of(chosen.best.members) <= request.max_drawdown * (1.0 + 1e-12));
  CHECK(drawdown_of(chosen.within.members) <= request.max_drawdown * (1.0 + 1e-12));
}

TEST(groups_are_filled_and_not_overfilled) {
  search::Request request = request_for(golden().table(), 10);
  search::Grouping grouping;
  for (uint32_t i = 0; i < request.strategies; ++i) grouping.group_of.push_back(i % 3);
  grouping.minimum = {6, 0, 2};
  grouping.maximum = {10, 1, 10};
  request.groupings = {grouping};
  const Chosen chosen = choose_golden(request);
  for (const Choice* choice : {&chosen.best, &chosen.within}) {
    uint32_t counts[3] = {};
    for (const uint32_t member : choice->members) ++counts[member % 3];
    CHECK(counts[0] >= 6 && counts[1] <= 1 && counts[2] >= 2);
  }
}

TEST(few_portfolios_are_all_valued) {
  // Among the 30 most believed of the golden table, so that the best of all is no matter of course.
  for (const bool limited : {false, true}) {
    search::Request request = request_for(golden().table(), 3);
    std::vector<uint32_t> all(request.strategies);
    std::iota(all.begin(), all.end(), 0u);
    request.candidates = most_believed(judged(), all, 30);
    if (limited) request.max_pair_correlation = -0.05;
    const Chosen chosen = choose_golden(request, {.slack = 0.0});
    CHECK(chosen.enumerated);
    WorkerPool workers(1);
    const Pool pool = pool_of(golden().table(), judged(), request.candidates, workers);
    double best = -1.0;
    std::vector<uint32_t> members;
    for (uint32_t a = 0; a < 30; ++a) {
      for (uint32_t b = a + 1; b < 30; ++b) {
        for (uint32_t c = b + 1; c < 30; ++c) {
          const auto r = [&](uint32_t i, uint32_t j) { return pool.r[i * 30 + j]; };
          if (limited && std::max({r(a, b), r(a, c), r(b, c)}) > -0.05) continue;
          const uint32_t places[] = {a, b, c};
          if (value_of(pool, places) <= best) continue;
          best = value_of(pool, places);
          members = pool.members_of(places);
        }
      }
    }
    CHECK_EQ(chosen.judged, limited ? chosen.judged : uint64_t{4060});
    CHECK(chosen.best.members == members);
    CHECK_NEAR(chosen.best.value, best, 1e-15);
    CHECK_EQ(chosen.within.violation, 0.0);
  }
}

TEST(a_request_that_contradicts_itself_is_an_error) {
  search::Request request = request_for(golden().table(), 300);
  bool refused = false;
  try {
    choose_golden(request);
  } catch (const search::SearchError& error) {
    refused = error.status() == TSR_BAD_ARGUMENT;
  }
  CHECK(refused);
}

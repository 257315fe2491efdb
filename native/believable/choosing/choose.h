#pragma once

#include "believable/choosing/pool.h"
#include "believable/choosing/reward_to_risk.h"
#include "search/interrupt.h"
#include "search/search.h"

namespace tessera::believable {

/** How a portfolio is chosen, beside the limits of the request. */
struct ChoiceRules {
  double slack = 0.01;              // share of the best value that ROI / drawdown may cost, 0..1; 0 = the value alone
  size_t pool_size = 0;             // strategies that are looked at; 0 = kPoolShare x size
  uint64_t enumerated = 2'000'000;  // where there are no more portfolios than this, every one is valued
  std::vector<double> frontier{};   // more shares that ROI / drawdown may cost, each answered by itself
  const PairRows* pairs = nullptr;  // that limits on pairs are of; null = the table's rows
  search::Interrupt interrupt{};    // asked between steps
};

struct Choice {
  std::vector<uint32_t> members;  // strategies, ascending
  double value = 0.0;             // S
  double ratio = 0.0;             // see reward_to_risk
  double violation = 0.0;         // 0 = every limit holds
};

struct Chosen {
  Choice greedy;  // that swaps began from; empty where every portfolio was valued
  Choice best;    // no swap within the pool is better
  Choice within;  // what step 7 made of it; the same as `best` where slack is 0
  std::vector<Choice> frontier;
  bool enumerated = false;  // `best` is the best of all portfolios
  uint64_t judged = 0;      // portfolios and swaps valued
  uint32_t pool_size = 0;
};

/**
 * Step 6 and 7 of the definition (docs/objective.md): the portfolio of highest S, and within it the one of highest ROI /
 * drawdown. Greedy (each time the strategy that raises S most; ties: the lower index), then the best swap of the whole
 * neighbourhood until none is better, among the 5 n candidates of highest theta, what must be included, and what the groups ask
 * for.
 *
 * Of the request: size, candidates, must_include, groupings, max_pair_correlation, max_drawdown (currency) and the objective's
 * peak. Limits come first: any smaller excess beats any value, as in searches (search/score.h). Where they cannot be kept, or
 * not even groups filled, in the pool, it grows. With a start (a whole portfolio within the bounds of the groups) swaps begin
 * from that in place of the greedy one, and nothing is enumerated. Throws search::SearchError where the request contradicts
 * itself, no portfolio was found within the bounds of the groups, or the interrupt asks for it.
 */
Chosen choose(const Table& table, const Judgement& judgement, const search::Request& request, const ChoiceRules& rules,
              WorkerPool& workers);

}  // namespace tessera::believable

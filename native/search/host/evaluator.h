#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "search/island/chain.h"
#include "search/island/state.h"
#include "search/island/work.h"
#include "search/problem.h"

namespace tessera::search {

/** What limits on pairs need of a chain. */
struct LimitedPairs {
  std::vector<double> columns;  // [n][Tc] standardised, in member order
  double excess = 0;            // sum over pairs of the correlation above the limit
};

/** How far a portfolio is over the limits that the backend does not know. 0 = within. */
class Limits {
 public:
  explicit Limits(const Problem& problem) : problem_(problem) {}

  /** Excess of a drawdown (currency) over the limit, as a share of the limit. */
  double drawdown(double drawdown) const;

  /** Sum over all pairs of the correlation above the limit; columns are [n][Tc], standardised. */
  double all_pairs(const std::vector<double>& columns) const;

  /** The same for the chain's members after a swap; `column` is the standardised incoming strategy, [Tc]. */
  double pairs_after(const island::Chain& chain, const LimitedPairs& pairs, Swap swap, const double* column) const;

 private:
  double pair(const double* a, const double* b) const;

  const Problem& problem_;
};

/**
 * Scores portfolios and swaps through the backend and adds what the backend does not know: the balance term and
 * the limits. One per island (it holds scratch memory, and what limits on pairs need of the island's chain); every method
 * throws SearchError when the backend fails. What is scored is counted in the island's head.
 */
class Evaluator {
 public:
  /** `head` may be null: nothing is counted. */
  Evaluator(const Problem& problem, island::Head* head)
      : problem_(problem), view_(problem.view()), head_(head), limits_(problem), believed_(problem.believed.get()) {}

  /** Canonical sums, where something reads them, and score of the chain's members. */
  void refresh(island::Chain& chain);

  /** Canonical scores of portfolios, `members` is [scores.size()][n], each ascending. */
  void score_portfolios(std::span<const uint32_t> members, std::span<Score> scores);

  /**
   * Scores of single swaps from the chain. While the chain is feasible, a swap whose fitness does not exceed
   * `interesting` is left with violation 0 unexamined: it is of no use to the caller.
   */
  void score_swaps(const island::Chain& chain, std::span<const Swap> swaps, std::span<Score> scores,
                   double interesting = -std::numeric_limits<double>::infinity());

  /** Sums of the members' P&L, [portfolio][T]; `members` is [portfolio][size]. Not counted as evaluations. */
  void pnl_sums(std::span<const uint32_t> members, uint32_t size, double* pnl);

  /** Makes the swap in the chain's sums, where something reads them; its members are still those before. */
  void move_sums(island::Chain& chain, Swap swap);
  /** After the members have changed: what limits on pairs and the believable Sharpe ratio need of them. */
  void load_members(const island::Chain& chain);

 private:
  /** Whether anything is scored from a chain's sums: what is believed of a swap is not. */
  bool reads_sums() const { return !problem_.believed || problem_.limits_drawdown(); }
  void run(tsr_op op, void* params);
  void sums(std::span<const uint32_t> members, uint32_t size, double* pnl, double* standardised, uint32_t* varying);
  /** P&L to pnl_, standardised to `columns`, [strategy][row]. */
  void load_columns(std::span<const uint32_t> strategies, std::vector<double>& columns);
  const uint32_t* count_groups(std::span<const uint32_t> members);
  /** Fitness of portfolios to fitness_ and, where a limit needs them, their components. */
  void raw_portfolios(std::span<const uint32_t> members, size_t count);
  void raw_swaps(const island::Chain& chain, std::span<const Swap> swaps, const tsr_objective& objective,
                 std::vector<double>& values);
  void add_violations(const island::Chain& chain, std::span<const Swap> swaps, std::span<Score> scores, double interesting);

  const Problem& problem_;
  const tsr_search_problem view_;
  island::Head* head_;
  Limits limits_;
  BelievedScorer believed_;
  LimitedPairs pairs_;
  std::vector<uint32_t> out_, in_, incoming_, varying_, counts_;
  std::vector<double> fitness_, components_, columns_, pnl_;
  std::vector<Swap> asked_;
  std::vector<size_t> positions_;
};

}  // namespace tessera::search

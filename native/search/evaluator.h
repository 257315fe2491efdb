#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "search/chain.h"
#include "search/limits.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * Scores portfolios and swaps through the backend and adds what the backend does not know: the balance term and
 * the limits. One per island (it holds scratch memory); every method throws SearchError when the backend fails.
 */
class Evaluator {
 public:
  explicit Evaluator(const Problem& problem) : problem_(problem), limits_(problem) {}

  const Problem& problem() const { return problem_; }
  /** Swaps and portfolios scored so far. */
  std::uint64_t evaluations() const { return evaluations_; }
  /** Swaps ruled out by a bound so far. */
  std::uint64_t screened() const { return screened_; }
  /** Budget used so far: evaluations, and other work at its worth in evaluations. */
  std::uint64_t spent() const { return evaluations_ + charged_; }
  void charge(std::uint64_t evaluations) { charged_ += evaluations; }
  void note_screened(std::uint64_t swaps) { screened_ += swaps; }

  /** Canonical sums and score of the chain's members. */
  void refresh(Chain& chain);

  /** Canonical scores of portfolios, `members` is [scores.size()][n], each ascending. */
  void score_portfolios(std::span<const std::uint32_t> members, std::span<Score> scores);

  /**
   * Scores of single swaps from the chain. While the chain is feasible, a swap whose fitness does not exceed
   * `interesting` is left with violation 0 unexamined: it is of no use to the caller.
   */
  void score_swaps(const Chain& chain, std::span<const Swap> swaps, std::span<Score> scores,
                   double interesting = -std::numeric_limits<double>::infinity());

  /** Sums of the members' P&L, [portfolio][T]; `members` is [portfolio][size]. Not counted as evaluations. */
  void pnl_sums(std::span<const std::uint32_t> members, std::uint32_t size, std::vector<double>& pnl);

  /** Makes the swap: members and sums. `score` is the one that score_swaps gave. */
  void apply(Chain& chain, Swap swap, Score score);

 private:
  void run(tsr_op op, void* params);
  void sums(std::span<const std::uint32_t> members, std::uint32_t size, double* pnl, double* standardised,
            std::uint32_t* varying);
  /** P&L to pnl_, standardised to `columns`, [strategy][row]. */
  void load_columns(std::span<const std::uint32_t> strategies, std::vector<double>& columns);
  void raw_swaps(const Chain& chain, std::span<const Swap> swaps, const tsr_objective& objective,
                 std::vector<double>& values);
  void add_violations(const Chain& chain, std::span<const Swap> swaps, std::span<Score> scores, double interesting);

  const Problem& problem_;
  Limits limits_;
  std::uint64_t evaluations_ = 0, screened_ = 0, charged_ = 0;
  Chain scratch_;
  std::vector<std::uint32_t> out_, in_, incoming_, varying_;
  std::vector<double> fitness_, components_, columns_, pnl_;
  std::vector<Swap> asked_;
  std::vector<std::size_t> positions_;
};

}  // namespace tessera::search

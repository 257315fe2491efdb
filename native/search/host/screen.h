#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/island/bound.h"
#include "search/island/sieve.h"
#include "search/island/work.h"
#include "search/problem.h"

namespace tessera::search {

/** Rows from+1..to of an equity curve: its fall is E_from - E_to. from = -1 is before the first row (equity 0). */
struct DrawdownWindow {
  int32_t from = 0;
  int32_t to = 0;
  friend bool operator==(const DrawdownWindow&, const DrawdownWindow&) = default;
};

/** The fall of the equity curve in the window, in its units; negative when it rises. */
double fall(std::span<const double> equity, DrawdownWindow window);

/**
 * The deepest falls of an equity curve, at most `count`, deepest first: each ends in a different trough, and of
 * troughs under the same peak on neighbouring rows only the deepest is taken.
 */
std::vector<DrawdownWindow> deepest_windows(std::span<const double> equity, bool peak_from_zero, size_t count);

/**
 * Rules swaps out without scoring them, by an upper bound on their fitness that is proven up to rounding (a margin
 * covers that):
 *  - ROI after a swap is exact: it is linear in the members.
 *  - Max drawdown is a maximum over all windows (a, b] of -(E_b - E_a), so a few chosen windows bound it from below;
 *    each is linear in the members.
 *  - |S - z_out + z_in|^2 >= |S|^2 + 2 S.(z_in - z_out) for columns of length 1 or 0, which bounds the mean
 *    correlation from below.
 * All three split into a part of `out` and a part of `in`, so a swap costs a few operations instead of a pass over the
 * observations; and a sieve (island/sieve.h) rules out most of the n x N swaps for a few operations on each of the N.
 */
class Screen {
 public:
  explicit Screen(const Problem& problem) : problem_(problem), view_(problem.view()) {}

  /** Forgets everything, so that what follows depends on nothing before. */
  void reset();

  /** Takes over the chain's state; it must be feasible. Costs O(N (T + windows)). */
  void prepare(const island::Chain& chain);

  /** Adds the window in which the chain after `swap` has its drawdown. False when it is known already. */
  bool learn(Swap swap);

  /**
   * The swaps that the groups allow with threshold < bound, best bounds first (ties by out, in), `limit` at most.
   * True when those are all.
   */
  bool scan(const island::Chain& chain, double threshold, size_t limit, std::vector<island::ScreenedSwap>& found) const;

 private:
  /** Up to kSieveMembers members that may leave, and what all swaps of theirs have in common. */
  struct Leaving {
    std::vector<uint32_t> members;
    std::vector<island::LeavingTerms> terms;  // [member]
    island::LeavingTerms best;                // the most total and the least square
    std::vector<double> falls;                // [member][window] of the chain without it
    std::vector<island::SieveSteps> steps;    // [window]
    std::vector<uint64_t> words;              // [window][kSieveSteps] members left
  };
  /** Swaps that a scan has found. */
  struct Found {
    double threshold;  // what is not over it, or below the worst of `limit` others, is of no use
    size_t limit;
    std::vector<island::ScreenedSwap>& swaps;
    bool complete = true;

    void add(double bound, Swap swap);
    void finish();
  };

  bool add_window(DrawdownWindow window);
  Leaving leaving(const island::Chain& chain, uint32_t first) const;
  void scan_leaving(const island::Chain& chain, const Leaving& leaving, const island::FitnessBound& bound, Found& found) const;

  const Problem& problem_;
  tsr_search_problem view_;
  std::vector<double> equity_;                  // [T] of the chain's sums
  std::vector<DrawdownWindow> windows_;         // oldest first
  std::vector<std::vector<double>> in_window_;  // [window][N] P&L of each strategy in the window
  std::vector<float> alignment_;                // [N] S . z_i
  double square_ = 0;                           // |S|^2 - varying members
};

}  // namespace tessera::search

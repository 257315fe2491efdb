#pragma once

#include <span>
#include <vector>

#include "believable/choosing/pool.h"
#include "believable/choosing/reward_to_risk.h"
#include "search/interrupt.h"
#include "search/island/chain.h"
#include "search/problem.h"
#include "search/score.h"

namespace tessera::believable {

/** One choice among the places of a pool: its members, their value and how far they are over the limits. */
class Selection {
 public:
  Selection(const Table& table, const Pool& pool, const search::Problem& problem, const RewardToRisk& rule,
            const search::Interrupt& interrupt);

  /** Adds the best one after the other. False where the groups leave no strategy of the pool to add. */
  bool build();
  /** The best swap of all until none improves. */
  void descend();
  /** Swaps that raise ROI / drawdown most, as long as the limits stay as they are and the value at least this. */
  void raise_ratio(double least);
  /** Makes these places, ascending, the members. */
  void take(std::span<const uint32_t> places);

  const std::vector<uint32_t>& places() const { return holding_.members(); }  // ascending
  search::Score score() const;
  double ratio() const;
  /** Portfolios and swaps valued. */
  uint64_t judged() const { return judged_; }

 private:
  uint32_t rows() const { return table_.observations; }
  double over(uint32_t a, uint32_t b) const;
  EquityPath path() const { return {sum_.data(), nullptr, nullptr, rows(), rule_.peak_from_zero}; }
  double excess_of(const EquityPath& path) const;
  template <class Visit>
  void for_each_swap(const Visit& visit);
  EquityPath path_of_swap(uint32_t out, uint32_t in) const;
  double violation_of_swap(uint32_t out, uint32_t in) const;
  search::Score score_of_swap(uint32_t out, uint32_t in) const;
  void swap(uint32_t out, uint32_t in);
  void change(uint32_t place, int by);
  void load_columns();

  const Table& table_;
  const Pool& pool_;
  const search::Problem& problem_;
  const tsr_search_problem seen_;
  const RewardToRisk rule_;
  const search::Interrupt& interrupt_;
  Holding holding_;
  std::vector<double> excess_;  // of each place, over all members
  double pair_excess_ = 0.0;
  std::vector<uint32_t> counts_;
  std::vector<uint8_t> holds_;
  search::island::Chain chain_{};  // what the rules of groups look at
  std::vector<double> sum_;        // [T] P&L of the members
  std::vector<double> columns_;    // [place][T] P&L, once a drawdown is asked for
  uint64_t judged_ = 0;
};

}  // namespace tessera::believable

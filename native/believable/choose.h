#pragma once

#include <functional>

#include "believable/judgement.h"

namespace tessera::believable {

/**
 * Strategies with what the value of a portfolio needs of each pair: a matrix of their rho*, so that swaps among them are
 * judged exactly in O(1). Places in the pool are 0 .. size() - 1, strategies ascending.
 */
struct Pool {
  std::vector<uint32_t> strategies;  // ascending
  std::vector<double> theta, weight;
  std::vector<double> rho;  // [size][size], rho*_ii = 1
  std::vector<double> r;    // [size][size] as recorded, for limits on pairs

  size_t size() const { return strategies.size(); }
};

/** Strategies of a pool for a portfolio of n members: the 5 n of highest theta lose nothing against all. */
constexpr uint32_t kPoolShare = 5;

/**
 * The `count` allowed strategies of highest theta (ties: the lower index) and every one of `included`. `allowed` is [N], empty =
 * all. O(count^2 T).
 */
Pool make_pool(const Table& table, const Judgement& judgement, size_t count, std::span<const uint32_t> included,
               std::span<const uint8_t> allowed, WorkerPool& pool);
/** The matrix of exactly these strategies. */
Pool pool_of(const Table& table, const Judgement& judgement, std::span<const uint32_t> strategies, WorkerPool& pool);

/**
 * Value of a portfolio of places of the pool, ascending: S = sum v theta / sqrt(sum over i, j of v_i v_j rho*_ij). 0 where the
 * denominator is 0 (members that do not vary, counted by recorded volatility).
 */
double value_of(const Pool& pool, std::span<const uint32_t> places);

/** Members in a row with what swaps need: numerator, squared denominator, g_k = sum over members m of v_k v_m rho*_km of every place. */
class Holding {
 public:
  /** Empty. */
  explicit Holding(const Pool& pool);

  double value() const { return quotient(numerator_, square_); }
  /** Value with place `in` added; O(1). */
  double value_with(uint32_t in) const;
  /** Value with place `in`, no member, instead of the member `out`; O(1). */
  double value_of_swap(uint32_t out, uint32_t in) const;
  /** O(size of the pool). */
  void add(uint32_t in);
  void swap(uint32_t out, uint32_t in);

  bool holds(uint32_t place) const { return holds_[place] != 0; }
  const std::vector<uint32_t>& members() const { return members_; }  // ascending

 private:
  static double quotient(double numerator, double square);
  void refresh();

  const Pool& pool_;
  std::vector<uint32_t> members_;
  std::vector<uint8_t> holds_;
  std::vector<double> with_members_;  // g
  double numerator_ = 0.0, square_ = 0.0;
};

struct Choice {
  std::vector<uint32_t> members;  // strategies, ascending
  double value;
};

struct Chosen {
  Choice greedy;
  Choice best;  // no swap within the pool raises its value
  uint64_t swaps_judged;
};

/**
 * The greedy portfolio of n members (each time the one that raises S most; ties: the lower index) and what best-improvement swaps
 * make of it. `included` are strategies of the pool that stay in. n must not exceed the pool.
 */
Chosen choose(const Pool& pool, uint32_t n, std::span<const uint32_t> included);

/** What step 7 raises: ROI / max(drawdown, floor) of the mean series of members, currency a row. */
struct RewardToRisk {
  double floor;         // median deviation of the table's strategies
  bool peak_from_zero;  // the running peak starts at 0, before the first row
};
double reward_to_risk(const Table& table, std::span<const uint32_t> members, const RewardToRisk& rule);

struct Within {
  Choice choice;
  double ratio;  // ROI / max(drawdown, floor)
};

/** From `best`, the swaps that raise ROI / drawdown most, as long as the value is at least (1 - slack) of the best; slack 0..1. */
Within raise_reward_to_risk(const Table& table, const Pool& pool, const Choice& best, std::span<const uint32_t> included,
                            double slack, const RewardToRisk& rule);

}  // namespace tessera::believable

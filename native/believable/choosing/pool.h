#pragma once

#include "believable/judgement.h"

namespace tessera::believable {

/** Rows that recorded correlations of pairs are taken from where those are not the table's: finer ones, a sign for each. */
struct PairRows {
  std::vector<const double*> rows;  // each of N cells
  std::vector<int8_t> signs;        // +1 or -1 of each row; empty = as they are
};

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
  /** Of strategies that are all in the pool, and back. */
  std::vector<uint32_t> places_of(std::span<const uint32_t> members) const;
  std::vector<uint32_t> members_of(std::span<const uint32_t> places) const;
};

/** Strategies of a pool for a portfolio of n members: the 5 n of highest theta lose nothing against all. */
constexpr uint32_t kPoolShare = 5;

/** The `count` candidates of highest theta (ties: the lower index), ascending. */
std::vector<uint32_t> most_believed(const Judgement& judgement, std::span<const uint32_t> candidates, size_t count);

/** The pool of exactly these strategies, ascending; r of `pairs` where there are any. O(size^2 T). */
Pool pool_of(const Table& table, const Judgement& judgement, std::span<const uint32_t> strategies, WorkerPool& pool,
             const PairRows* pairs = nullptr);

/**
 * Value of a portfolio of places of the pool, ascending: S = sum v theta / sqrt(sum over i, j of v_i v_j rho*_ij). 0 where the
 * denominator is 0 (members that do not vary, counted by recorded volatility).
 */
double value_of(const Pool& pool, std::span<const uint32_t> places);

/**
 * Members in a row with what swaps need: numerator, squared denominator, g_k = sum over members m of v_k v_m rho*_km of every
 * place.
 */
class Holding {
 public:
  /** Empty. */
  explicit Holding(const Pool& pool);

  double value() const { return quotient(numerator_, square_); }
  /** Value with place `in` added; O(1). */
  double value_with(uint32_t in) const;
  /** Value with place `in`, no member, instead of the member `out`; O(1). */
  double value_of_swap(uint32_t out, uint32_t in) const;
  /** O(members x size of the pool). */
  void add(uint32_t in);
  void drop(uint32_t out);

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

}  // namespace tessera::believable

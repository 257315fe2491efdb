#pragma once

#include "believable/choosing/pool.h"

namespace tessera::believable {

/** What the weights of n members are found from, [n] and [n][n]. Weights are shares of money: they sum to 1. */
struct Members {
  std::vector<double> deviation;  // sd, currency a row
  std::vector<double> theta;      // believable Sharpe ratio a row
  std::vector<double> rho;        // rho*, 1 on the diagonal
};
Members members_of(const Judgement& judgement, const Pool& pool, std::span<const uint32_t> places);

/** Deviation of the members' mean series as recorded, and as rho* has it: currency a row. */
double recorded_deviation(const Table& table, std::span<const uint32_t> members);
double believed_deviation(const Members& members);

/** The believable Sharpe ratio of weights: w sd theta / sqrt(w sd rho* sd w); 0 where the denominator is 0. */
double believable_sharpe(const Members& members, std::span<const double> weights);

/**
 * Weights >= 0, each at most `cap` (2 / n by default; raised to 1 / n where it is less), of greatest believable Sharpe ratio,
 * to about 1e-9: exact steps along the most violating pair of weights. Equal where no member varies.
 */
std::vector<double> maximum_believable_weights(const Members& members, double cap);
/** 1 / sd; members that do not vary get 1 / n and the others share the rest. */
std::vector<double> inverse_volatility_weights(const Members& members);
/**
 * Each member's part in the believable variance alike (rho*): minimises w C w / 2 - sum log w / n by coordinates
 * (Griveau-Billion, Richard, Roncalli 2013). Members that do not vary get 1 / n and the others share the rest.
 */
std::vector<double> equal_risk_weights(const Members& members);

}  // namespace tessera::believable

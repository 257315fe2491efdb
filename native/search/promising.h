#pragma once

#include <cstdint>
#include <vector>

#include "search/parameters.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * Mean / standard deviation of each candidate, or its believable Sharpe ratio where that is searched for, standardised over
 * the candidates and cut at +-3: how promising it is taken alone. All 0 without columns. [candidates]
 */
std::vector<double> reward_to_risk(const Problem& problem);

/**
 * A candidate list (Glover, Laguna, "Tabu search", 1997, 3.2): the candidates that promise most taken alone, ascending.
 * By mean / standard deviation; by mean for the metrics that are sums of money, by small deviation for less_max_dd.
 * Empty without columns or when the list would hold all.
 */
std::vector<uint32_t> promising(const Problem& problem, uint32_t per_member);

/** The parameters' entries in a list of specs. */
inline constexpr ParameterSpec kPromisingSpec = {
    "promising", 0.9, 0, 1, "share of the random strategies that comes from those that promise most taken alone"};
inline constexpr ParameterSpec kPoolSpec = {"pool", 50, 1, 1e6, "how many of these there are, per member of the portfolio"};

}  // namespace tessera::search

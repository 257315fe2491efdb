#pragma once

#include <vector>

#include "search/problem.h"

namespace tessera::search {

/**
 * Mean / standard deviation of each candidate, standardised over the candidates and cut at +-3: how promising it is
 * taken alone. All 0 when the columns are not in memory. [candidates]
 */
std::vector<double> reward_to_risk(const Problem& problem);

}  // namespace tessera::search

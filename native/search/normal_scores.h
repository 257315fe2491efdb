#pragma once

#include <vector>

namespace tessera::search {

/** Normal quantiles of the ranks (Blom: (rank - 3/8) / (n + 1/4)); equal values share the mean of their ranks. */
std::vector<double> normal_scores(const std::vector<double>& values);

}  // namespace tessera::search

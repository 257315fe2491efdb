#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "backends/common/check_arguments.h"

namespace tessera {

/**
 * Weights of the observations of one correlation run. Rows of weight 0 are left out, the others are held as parts of the
 * largest, so that equal weights are exactly 1. Empty = every row counts alike.
 */
struct ObservationWeights {
  std::vector<uint32_t> rows;  // ascending
  std::vector<double> weight;  // of these rows
  std::vector<double> root;    // its square root

  bool operator==(const ObservationWeights& other) const { return rows == other.rows && weight == other.weight; }

  /** Of a checked params struct that has `weights`; callers may be older than they are. Throws Failure. */
  template <class Params>
  static ObservationWeights of(const Params& params, uint32_t observations) {
    if (params.struct_size < offsetof(Params, weights) + sizeof params.weights || params.weights == nullptr) return {};
    const double* const all = params.weights;
    double largest = 0.0;
    for (uint32_t t = 0; t < observations; ++t) {
      require(std::isfinite(all[t]) && all[t] >= 0.0, "weights must be finite and not negative");
      largest = std::max(largest, all[t]);
    }
    require(largest > 0.0, "no observation has a weight above 0");
    if (std::all_of(all, all + observations, [&](double w) { return w == largest; })) return {};
    ObservationWeights kept;
    for (uint32_t t = 0; t < observations; ++t) {
      const double part = all[t] / largest;
      if (part == 0.0) continue;
      kept.rows.push_back(t);
      kept.weight.push_back(part);
      kept.root.push_back(std::sqrt(part));
    }
    return kept;
  }
};

}  // namespace tessera

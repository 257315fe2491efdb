#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tessera_backend.h"

namespace tessera {

/** The observations sorted by group, those of a group in time order, and a weight for each observation. */
class GroupOrder {
 public:
  /** The parameters have been checked. */
  GroupOrder(const tsr_group_stats_params& p, uint32_t observations)
      : begins_(p.group_count + size_t{1}), weights_(observations, 1.0) {
    for (uint32_t t = 0; t < observations; ++t) {
      if (p.group_of[t] != TSR_NO_GROUP) ++begins_[p.group_of[t] + size_t{1}];
    }
    for (uint32_t g = 0; g < p.group_count; ++g) begins_[g + size_t{1}] += begins_[g];
    rows_.resize(begins_.back());
    std::vector<uint32_t> next = begins_;
    for (uint32_t t = 0; t < observations; ++t) {
      if (p.group_of[t] != TSR_NO_GROUP) rows_[next[p.group_of[t]]++] = t;
    }
    if (p.weights != nullptr) weights_.assign(p.weights, p.weights + observations);
  }

  /** [all grouped observations], those of group g from begin(g) on. */
  const uint32_t* rows() const { return rows_.data(); }
  uint32_t begin(uint32_t group) const { return begins_[group]; }
  uint32_t size(uint32_t group) const { return begins_[group + size_t{1}] - begins_[group]; }
  uint32_t grouped() const { return begins_.back(); }
  /** [observations] */
  const double* weights() const { return weights_.data(); }
  /** [groups + 1] */
  const uint32_t* begins() const { return begins_.data(); }

 private:
  std::vector<uint32_t> begins_, rows_;
  std::vector<double> weights_;
};

}  // namespace tessera

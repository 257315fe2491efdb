#pragma once

#include <cstdint>
#include <vector>

#include "tessera_backend.h"

namespace tessera::search {

/** Strategies that belong to no group of a grouping. */
inline constexpr uint32_t no_group = TSR_NO_GROUP;

/** One way to sort the strategies into groups (family, underlying, entry window, file) with bounds per group. */
struct Grouping {
  std::vector<uint32_t> group_of;  // [N]
  std::vector<uint32_t> minimum;   // [groups] members wanted at least
  std::vector<uint32_t> maximum;   // [groups] members allowed at most
  /** Balance of the replaced system: fitness - balance_weight * sum over groups of |count - desired|. */
  std::vector<double> desired;  // [groups], empty = no balance term
  double balance_weight = 0;
};

}  // namespace tessera::search

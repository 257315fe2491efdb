#pragma once

#include "backends/cpu/score/score_data.h"

namespace tessera::cpu {

/** How many of a portfolio's members are not constant. */
inline uint32_t portfolio_varying(const ScoreData& data, const uint32_t* members, uint32_t size) {
  uint32_t count = 0;
  for (uint32_t m = 0; m < size; ++m) count += data.varying[members[m]];
  return count;
}

}  // namespace tessera::cpu

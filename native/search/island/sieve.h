#pragma once

#include <cmath>
#include <cstdint>

#include "search/side.h"

/**
 * Rules out most swaps of a neighbourhood for a few operations on each strategy that may come instead of on each swap: of a
 * strategy it is known how deep a drawdown after its swaps may be (FitnessBound::deepest). A window rules out the members
 * without which the chain falls deeper there. Members are bits of a word, and a window keeps the word of those that it leaves
 * for every step of depth, so that the members left by all windows are the words of each, and-ed. What is left has its bound
 * computed as
 * ever: the sieve changes how long a scan takes and nothing else.
 */
namespace tessera::search::island {

inline constexpr uint32_t kSieveMembers = 64;  // bits of a word
inline constexpr uint32_t kSieveSteps = 128;   // of depth in a window

/** How a window's depths are cut into steps. */
struct SieveSteps {
  double low;    // the least fall of a member
  double scale;  // steps in a unit of depth

  TSR_SIDE static SieveSteps between(double low, double high) {
    const double scale = high > low ? (kSieveSteps - 2) / (high - low) : 1.0;
    return {low, scale < 1e300 ? scale : 1e300};
  }
  /**
   * Never falls as `depth` rises, whatever the rounding. So a member whose fall is within the depth is within its step, too:
   * the word of step k has the members whose own step is k at most.
   */
  TSR_SIDE uint32_t of(double depth) const {
    double step = (depth - low) * scale + 1.0;
    step = step > 0 ? step : 0.0;
    step = step < kSieveSteps - 1 ? step : kSieveSteps - 1;
    return static_cast<uint32_t>(static_cast<int32_t>(step));
  }
};

}  // namespace tessera::search::island

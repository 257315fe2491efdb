#pragma once

#include <cmath>
#include <cstdint>

#include "formulas/metrics/ratio.h"
#include "search/side.h"
#include "tessera_backend.h"

namespace tessera::search::island {

/** What one leaving member fixes about the bounds of its swaps. Sums, not means, where a name says so. */
struct LeavingTerms {
  double total;   // P&L of the chain without the leaving member
  double square;  // |S|^2 - 2 S.z_out - varying members
};

/** The objectives that have a bound. */
enum class Bounded { ratio, roi, drawdown };

/** Upper bound on the fitness after a swap, see screen.h; holds what all swaps of a chain have in common. */
class FitnessBound {
 public:
  /** `extra`: what balance terms can gain at best. */
  TSR_SIDE FitnessBound(const tsr_objective& objective, double size, double extra)
      : weight_(objective.penalty == TSR_PENALTY_NONE ? 0.0 : objective.penalty_weight),
        least_(objective.penalty == TSR_PENALTY_POSITIVE ? 0.0 : -1.0),
        half_below_(halves(objective) ? objective.drawdown_threshold : -1.0),
        inverse_size_(1.0 / size),
        inverse_pairs_(size > 1 ? 1.0 / (size * (size - 1)) : 0.0),
        // Without a drawdown floor a gain may be divided by anything over this.
        smallest_divisor_(objective.drawdown_floor > 0 ? objective.drawdown_floor : formulas::kZeroDrawdown),
        extra_(extra),
        kind_(objective.metric == TSR_OBJECTIVE_RATIO ? Bounded::ratio
              : objective.metric == TSR_OBJECTIVE_ROI ? Bounded::roi
                                                      : Bounded::drawdown) {}

  TSR_SIDE Bounded kind() const { return kind_; }

  /** `worst` is the drawdown's lower bound (sums); total_in and alignment_in are of the strategy that comes. */
  TSR_SIDE double of(const LeavingTerms& terms, double worst, double total_in, float alignment_in) const {
    switch (kind_) {
      case Bounded::ratio: return of_kind<Bounded::ratio>(terms, worst, total_in, alignment_in);
      case Bounded::roi: return of_kind<Bounded::roi>(terms, worst, total_in, alignment_in);
      default: return of_kind<Bounded::drawdown>(terms, worst, total_in, alignment_in);
    }
  }

  /** The same where the kind is known: without a branch, for loops that are to become vectors. */
  template <Bounded Kind>
  TSR_SIDE double of_kind(const LeavingTerms& terms, double worst, double total_in, float alignment_in) const {
    const double roi = (terms.total + total_in) * inverse_size_;
    const double drawdown = worst * inverse_size_;
    const double divisor = drawdown > smallest_divisor_ ? drawdown : smallest_divisor_;
    const double quotient = roi / divisor;
    const double base = Kind == Bounded::ratio ? (roi > 0 ? quotient : 0.0) : Kind == Bounded::roi ? roi : -drawdown;
    double c = (terms.square + 2.0 * static_cast<double>(alignment_in)) * inverse_pairs_;
    c = c > least_ ? c : least_;
    const bool halved = (c > 0) & (drawdown < half_below_);
    const double share = halved ? 0.5 : 1.0;
    const double cost = weight_ * c * share;
    const double size_of_terms = (base < 0 ? -base : base) + (cost < 0 ? -cost : cost) + weight_ * inverse_size_;
    return base - cost + extra_ + 1e-6 * size_of_terms;
  }

  /**
   * How deep the drawdown's lower bound (sums) may be after a swap that brings a strategy in, for the bound to be over
   * `threshold`; rather too much than too little, and below 0 where no depth will do. `best` is the most and the least of all
   * that may leave.
   */
  TSR_SIDE double deepest(double threshold, const LeavingTerms& best, double total_in, float alignment_in) const {
    double c = (best.square + 2.0 * static_cast<double>(alignment_in)) * inverse_pairs_;
    c = c > least_ ? c : least_;
    const double share = c > 0 && half_below_ > 0 ? 0.5 : 1.0;
    const double cost = weight_ * c * share, size_of_cost = cost < 0 ? -cost : cost;
    const double size_of_terms = (threshold < 0 ? -threshold : threshold) + size_of_cost + (extra_ < 0 ? -extra_ : extra_);
    // What the base must come to, less the margin of the bound and that of this sum.
    const double need = threshold - extra_ + cost - 1e-6 * (size_of_cost + weight_ * inverse_size_) - 1e-9 * size_of_terms;
    const double roi = (best.total + total_in) * inverse_size_;
    constexpr double kMore = 1.0 + 3e-6;
    switch (kind_) {
      case Bounded::ratio: {
        if (!(need > 0)) return HUGE_VAL;
        const double divisor = roi > 0 ? roi / need * kMore : 0.0;
        return divisor > smallest_divisor_ ? divisor / inverse_size_ * kMore : -HUGE_VAL;
      }
      case Bounded::roi: return roi + (roi < 0 ? -roi : roi) * 3e-6 > need ? HUGE_VAL : -HUGE_VAL;
      default: return need > 0 ? -HUGE_VAL : -need / inverse_size_ * kMore;
    }
  }

 private:
  TSR_SIDE static bool halves(const tsr_objective& objective) {
    return objective.metric == TSR_OBJECTIVE_RATIO || objective.metric == TSR_OBJECTIVE_LESS_MAX_DD;
  }

  double weight_, least_, half_below_, inverse_size_, inverse_pairs_, smallest_divisor_, extra_;
  Bounded kind_;
};

// Windows that bounds look at (search/host/screen.h). Part of the result, so the same on every side.
inline constexpr uint32_t kFreshWindows = 10;  // of the chain itself, taken anew at every step
inline constexpr uint32_t kMostWindows = 20;   // with the learnt ones

}  // namespace tessera::search::island

#include "search/screen_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "formulas/ratio.h"
#include "search/vector_clones.h"

namespace tessera::search {

TESSERA_VECTOR_CLONES void add_scaled(float* a, const float* x, float factor, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) a[i] += factor * x[i];
}

TESSERA_VECTOR_CLONES void subtract(double* difference, const double* a, const double* b, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) difference[i] = a[i] - b[i];
}

TESSERA_VECTOR_CLONES void deepen(double* worst, const double* in_window, double fall, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const double after = fall - in_window[i];
    worst[i] = worst[i] > after ? worst[i] : after;
  }
}

TESSERA_VECTOR_CLONES void bound_fitness(double* bounds, const BoundTerms& terms, const double* worst,
                                         const double* total_in, const float* alignment_in, std::uint32_t count) {
  const tsr_objective& objective = *terms.objective;
  const double pairs = terms.size > 1 ? terms.size * (terms.size - 1) : std::numeric_limits<double>::infinity();
  const bool halves = objective.metric == TSR_OBJECTIVE_RATIO || objective.metric == TSR_OBJECTIVE_LESS_MAX_DD;
  const double weight = objective.penalty == TSR_PENALTY_NONE ? 0.0 : objective.penalty_weight;
  const double least = objective.penalty == TSR_PENALTY_POSITIVE ? 0.0 : -1.0;
  const double half_below = halves ? objective.drawdown_threshold : -1.0;
  const double floor = objective.drawdown_floor;
  const double inverse_size = 1.0 / terms.size;
  const double inverse_pairs = 1.0 / pairs;
  // Without a drawdown floor a gain may be divided by anything over 1e-6.
  const double smallest_divisor = floor > 0 ? floor : formulas::kZeroDrawdown;
  const bool is_ratio = objective.metric == TSR_OBJECTIVE_RATIO;
  const bool is_roi = objective.metric == TSR_OBJECTIVE_ROI;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double roi = (terms.total + total_in[i]) * inverse_size;
    const double drawdown = worst[i] * inverse_size;
    const double divisor = drawdown > smallest_divisor ? drawdown : smallest_divisor;
    const double quotient = roi > 0 ? roi / divisor : 0.0;
    const double base = is_ratio ? quotient : is_roi ? roi : -drawdown;
    double c = (terms.square + 2.0 * static_cast<double>(alignment_in[i])) * inverse_pairs;
    c = c > least ? c : least;
    const bool halved = (c > 0) & (drawdown < half_below);
    const double share = halved ? 0.5 : 1.0;
    const double cost = weight * c * share;
    const double size_of_terms = (base < 0 ? -base : base) + (cost < 0 ? -cost : cost) + weight * inverse_size;
    bounds[i] = base - cost + terms.extra + 1e-6 * size_of_terms;
  }
}

}  // namespace tessera::search

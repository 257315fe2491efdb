#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

/**
 * How a single-precision tile adds up its products, and how far a correlation from it can be from the float64 one.
 *
 * Products are added in chunks of a few stages, each by a chain of fused steps from 0, and the chunks' sums are added one after
 * the other. With u = 2^-24 a product carries a factor (1 + d)^k, |d| <= u, where k = 2 (its factors rounded) + the chunk's
 * length + the number of chunks - 1. The sum of |a b| is at most 1 by Cauchy and Schwarz, because columns have length 1. So the
 * error is at most k u / (1 - k u) (Higham, Accuracy and Stability, 2002, lemma 3.1), to which come T 2^-52 for the
 * float64 columns and sum, and 2 u for rounding rho + bound and rho - bound. It holds for IEEE arithmetic, which is why the
 * tiles are multiplied by fused steps and not on tensor cores, whose rounding is not specified.
 */
struct SingleBound {
  uint32_t chunk_stages;  // about sqrt(T) observations, where k is least
  double bound;           // |rho in single precision - rho in float64| at most

  static SingleBound of(uint32_t observations);

  /** Of the pairs, which share lies so near to the edge of a bin that float64 must decide (rho spread evenly). */
  double open_share(uint32_t bins) const { return bound * bins; }
};

inline SingleBound SingleBound::of(uint32_t observations) {
  const double t = observations;
  const auto stages = static_cast<uint32_t>(std::max(1L, std::lround(std::sqrt(t) / kDepth)));
  const double chunk = std::min(t, 1.0 * stages * kDepth);
  const double steps = 2.0 + chunk + std::ceil(t / chunk) - 1.0;
  const double u = std::ldexp(1.0, -24);
  return {stages, steps * u / (1.0 - steps * u) + t * std::ldexp(1.0, -52) + 2.0 * u};
}

}  // namespace tessera::cuda

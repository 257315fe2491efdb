#include "backends/cuda/correlate/single_bound.h"

#include <algorithm>
#include <cmath>

#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

SingleBound SingleBound::of(uint32_t observations) {
  const double t = observations;
  const auto stages = static_cast<uint32_t>(std::max(1L, std::lround(std::sqrt(t) / kDepth)));
  const double chunk = std::min(t, 1.0 * stages * kDepth);
  const double steps = 2.0 + chunk + std::ceil(t / chunk) - 1.0;
  const double u = std::ldexp(1.0, -24);
  return {stages, steps * u / (1.0 - steps * u) + t * std::ldexp(1.0, -52) + 2.0 * u};
}

}  // namespace tessera::cuda

#pragma once

#include <cstdint>
#include <cstdlib>

#include "backends/cuda/correlate/single_bound.h"
#include "backends/cuda/device/devices.h"

namespace tessera::test {

using cuda::Precision;

/** CUDA sessions that are opened while it lives compute correlations in this precision. */
class InPrecision {
 public:
  explicit InPrecision(Precision precision) {
    setenv("TESSERA_CUDA_PRECISION", precision == Precision::kSingle ? "single" : "double", 1);
  }
  ~InPrecision() { unsetenv("TESSERA_CUDA_PRECISION"); }
  InPrecision(const InPrecision&) = delete;
  InPrecision& operator=(const InPrecision&) = delete;
};

template <class Body>
void for_each_precision(const Body& body) {
  for (const Precision precision : {Precision::kDouble, Precision::kSingle}) {
    const InPrecision chosen(precision);
    body(precision);
  }
}

/** How far means and the map's blocks may be from float64: the bound of a cell, and of adding cells up. */
inline double mean_tolerance(Precision precision, uint64_t observations) {
  if (precision == Precision::kDouble) return 1e-12;
  return cuda::SingleBound::of(static_cast<uint32_t>(observations)).bound + 4.0 / (1 << 24);
}

}  // namespace tessera::test

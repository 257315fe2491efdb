#include "backends/cuda/device/precision.h"

#include <cuda_runtime_api.h>

#include <cstdlib>
#include <string_view>

#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

/** Data-centre cards have 2, cards for desktops 32 or 64. */
constexpr int kSlowRatio = 8;

}  // namespace

Precision precision_of_device(int ordinal) {
  const char* const wanted = std::getenv("TESSERA_CUDA_PRECISION");
  if (wanted != nullptr && *wanted != '\0') {
    const std::string_view word = wanted;
    if (word == "single") return Precision::kSingle;
    if (word == "double") return Precision::kDouble;
    throw Failure{TSR_BAD_ARGUMENT, "TESSERA_CUDA_PRECISION is neither single nor double"};
  }
  int ratio = 1;
  check(cudaDeviceGetAttribute(&ratio, cudaDevAttrSingleToDoublePrecisionPerfRatio, ordinal), "reading the device");
  return ratio > kSlowRatio ? Precision::kSingle : Precision::kDouble;
}

}  // namespace tessera::cuda

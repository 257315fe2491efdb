#include "backends/cuda/device/devices.h"

#include <cuda_runtime_api.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "backends/common/failure.h"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

/** Turing; the PTX in this library starts there. */
constexpr int kOldestCapability = 75;

std::string version_text(int version) { return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10); }

int attribute(int ordinal, cudaDeviceAttr which) {
  int value = 0;
  return cudaDeviceGetAttribute(&value, which, ordinal) == cudaSuccess ? value : 0;
}

int capability(int ordinal) {
  return 10 * attribute(ordinal, cudaDevAttrComputeCapabilityMajor) + attribute(ordinal, cudaDevAttrComputeCapabilityMinor);
}

/** Float64 results per second in arbitrary units: what most of the work here is bound by. */
double speed(int ordinal) {
  const double ratio = std::max(1, attribute(ordinal, cudaDevAttrSingleToDoublePrecisionPerfRatio));
  const double clock = std::max(1, attribute(ordinal, cudaDevAttrClockRate));
  return attribute(ordinal, cudaDevAttrMultiProcessorCount) * clock / ratio;
}

std::string why_not(cudaError_t code, int driver, int runtime) {
  if (driver == 0) return "No NVIDIA driver is installed on this machine.";
  if (code == cudaErrorInsufficientDriver) {
    return "The NVIDIA driver is too old: it knows CUDA " + version_text(driver) + ", this program needs CUDA " +
           version_text(runtime) + ". Update the driver.";
  }
  if (code == cudaErrorNoDevice) return "The NVIDIA driver finds no GPU.";
  return std::string("The NVIDIA driver does not answer: ") + cudaGetErrorString(code) + ".";
}

UsableDevices look() {
  UsableDevices result;
  int runtime = 0, count = 0;
  cudaRuntimeGetVersion(&runtime);
  if (cudaDriverGetVersion(&result.driver_version) != cudaSuccess) result.driver_version = 0;
  const cudaError_t code = cudaGetDeviceCount(&count);
  cudaGetLastError();
  if (code != cudaSuccess) {
    result.reason = why_not(code, result.driver_version, runtime);
    return result;
  }
  for (int ordinal = 0; ordinal < count; ++ordinal) {
    const bool closed = attribute(ordinal, cudaDevAttrComputeMode) == cudaComputeModeProhibited;
    if (capability(ordinal) >= kOldestCapability && !closed) result.ordinals.push_back(ordinal);
  }
  std::ranges::stable_sort(result.ordinals, [](int a, int b) { return speed(a) > speed(b); });
  if (count == 0) {
    result.reason = "The NVIDIA driver finds no GPU.";
  } else if (result.ordinals.empty()) {
    result.reason = "The GPU is too old: its compute capability is " + std::to_string(capability(0) / 10) + "." +
                    std::to_string(capability(0) % 10) + ", this program needs 7.5 or newer.";
  }
  return result;
}

/** Data-centre cards have 2, cards for desktops 32 or 64. */
constexpr int kSlowRatio = 8;

}  // namespace

const UsableDevices& UsableDevices::get() {
  static const UsableDevices found = look();
  return found;
}

std::vector<int> chosen_devices(int32_t device) {
  const std::vector<int>& usable = UsableDevices::get().ordinals;
  if (usable.empty()) throw Failure{TSR_UNSUPPORTED, UsableDevices::get().reason};
  if (device == TSR_DEVICE_ALL) return usable;
  if (device == TSR_DEVICE_BEST) return {usable.front()};
  if (device < 0 || static_cast<size_t>(device) >= usable.size()) {
    throw Failure{TSR_BAD_ARGUMENT, "there is no GPU number " + std::to_string(device)};
  }
  return {usable[static_cast<size_t>(device)]};
}

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

int shared_limit() {
  int device = 0, most = 0;
  check(cudaGetDevice(&device), "reading the current device");
  check(cudaDeviceGetAttribute(&most, cudaDevAttrMaxSharedMemoryPerBlockOptin, device), "reading the device");
#ifdef TESSERA_CUDA_SHARED_LIMIT
  most = std::min(most, TESSERA_CUDA_SHARED_LIMIT);
#endif
  return most;
}

}  // namespace tessera::cuda

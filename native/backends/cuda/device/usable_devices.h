#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tessera::cuda {

/** What this machine offers. Never throws; looks once per process and takes well under a second. */
struct UsableDevices {
  std::vector<int> ordinals;  // CUDA ordinals, the fastest first
  std::string reason;         // why there is none, for the user; "" otherwise
  int driver_version = 0;     // 1000 x major + 10 x minor of the CUDA version that the driver knows

  static const UsableDevices& get();
};

/** CUDA ordinals of a tsr_open_params::device. Throws Failure when there is none or no such one. */
std::vector<int> chosen_devices(int32_t device);

}  // namespace tessera::cuda

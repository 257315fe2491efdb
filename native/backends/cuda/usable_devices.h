#pragma once

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

}  // namespace tessera::cuda

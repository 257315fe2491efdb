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

/** What the tiles of a correlation pass are computed in. Whatever single precision leaves open is settled in float64. */
enum class Precision { kDouble, kSingle };

/**
 * Single where a device's float64 runs at less than an eighth of the single rate, as on GeForce cards (1/64); double elsewhere.
 * The environment's TESSERA_CUDA_PRECISION = single | double decides instead. Throws Failure for any other word.
 */
Precision precision_of_device(int ordinal);

/** The most shared memory that one block of the current device may have, bytes. Throws Failure. */
int shared_limit();

/** Share of the last second or so in which the GPU was busy, 0..100; -1 where the driver's library does not say. */
int32_t utilisation_percent(int ordinal);

}  // namespace tessera::cuda

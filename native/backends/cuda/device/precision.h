#pragma once

namespace tessera::cuda {

/** What the tiles of a correlation pass are computed in. Whatever single precision leaves open is settled in float64. */
enum class Precision { kDouble, kSingle };

/**
 * Single where a device's float64 runs at less than an eighth of the single rate, as on GeForce cards (1/64); double elsewhere.
 * The environment's TESSERA_CUDA_PRECISION = single | double decides instead. Throws Failure for any other word.
 */
Precision precision_of_device(int ordinal);

}  // namespace tessera::cuda

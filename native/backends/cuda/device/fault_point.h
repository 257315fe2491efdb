#pragma once

#include <cstdint>

namespace tessera::cuda {

/**
 * Called before every allocation. With the environment variable TESSERA_CUDA_FAULT = kind:number it throws at that allocation
 * of the process: lost = the device is gone from then on, memory = none is left this once. For tests of what comes after;
 * without the variable it does nothing.
 */
void fault_point();

}  // namespace tessera::cuda

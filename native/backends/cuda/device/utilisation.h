#pragma once

#include <cstdint>

namespace tessera::cuda {

/** Share of the last second or so in which the GPU was busy, 0..100; -1 where the driver's library does not say. */
int32_t utilisation_percent(int ordinal);

}  // namespace tessera::cuda

#pragma once

#include <algorithm>

#include "backends/cuda/device/check.h"

namespace tessera::cuda {

/** The most shared memory that one block of the current device may have, bytes. */
inline int shared_limit() {
  int device = 0, most = 0;
  check(cudaGetDevice(&device), "reading the current device");
  check(cudaDeviceGetAttribute(&most, cudaDevAttrMaxSharedMemoryPerBlockOptin, device), "reading the device");
#ifdef TESSERA_CUDA_SHARED_LIMIT
  most = std::min(most, TESSERA_CUDA_SHARED_LIMIT);
#endif
  return most;
}

}  // namespace tessera::cuda

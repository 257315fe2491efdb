#pragma once

#include <algorithm>

#include "backends/cuda/correlate/tiles/stage_ring.cuh"
#include "backends/cuda/device/check.h"
#include "backends/cuda/device/devices.h"

namespace tessera::cuda {

using TileKernel = void (*)(TileWork, TileSinks, uint32_t stages);

/** Launches `kernel` with one block per multiprocessor, as many stages as fit, and the histogram beside them if it fits. */
template <class Shape>
void launch_tiles(TileKernel kernel, const TileWork& work, TileSinks sinks, cudaStream_t stream) {
  if (work.tile_count == 0) return;
  int device = 0, multiprocessors = 0;
  check(cudaGetDevice(&device), "reading the current device");
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "reading the device");
  const TileStages use = tile_stages<Shape>(sinks.bins, static_cast<size_t>(shared_limit()));
  sinks.bins_in_shared = use.bins_in_shared ? 1 : 0;
  check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(use.bytes)),
        "preparing the correlation kernel");
  const uint32_t blocks = std::min(static_cast<uint32_t>(multiprocessors), work.tile_count);
  kernel<<<blocks, kTileThreads, use.bytes, stream>>>(work, sinks, use.stages);
  check_launch("correlating tiles");
}

}  // namespace tessera::cuda

#pragma once

#include <algorithm>

#include "backends/cuda/check.h"
#include "backends/cuda/stage_ring.cuh"

namespace tessera::cuda {

using TileKernel = void (*)(TileWork, TileSinks, uint32_t stages);

/** Launches `kernel` with one block per multiprocessor, as many stages as fit, and the histogram beside them if it fits. */
template <class Shape>
void launch_tiles(TileKernel kernel, const TileWork& work, TileSinks sinks, cudaStream_t stream) {
  if (work.tile_count == 0) return;
  int device = 0, multiprocessors = 0, shared_limit = 0;
  check(cudaGetDevice(&device), "reading the current device");
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "reading the device");
  check(cudaDeviceGetAttribute(&shared_limit, cudaDevAttrMaxSharedMemoryPerBlockOptin, device), "reading the device");
  constexpr size_t stage_bytes = Shape::kStageDoubles * sizeof(double);
  const size_t limit = static_cast<size_t>(shared_limit);
  const size_t histogram = (size_t{sinks.bins} + 2) * sizeof(uint32_t);
  sinks.bins_in_shared = sinks.bins > 0 && 2 * stage_bytes + histogram <= limit ? 1 : 0;
  const size_t beside = sinks.bins_in_shared != 0 ? histogram : 0;
  const auto stages = static_cast<uint32_t>(std::min<size_t>((limit - beside) / stage_bytes, kMostStages));
  const size_t shared_bytes = stages * stage_bytes + beside;
  check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared_bytes)),
        "preparing the correlation kernel");
  const uint32_t blocks = std::min(static_cast<uint32_t>(multiprocessors), work.tile_count);
  kernel<<<blocks, kTileThreads, shared_bytes, stream>>>(work, sinks, stages);
  check_launch("correlating tiles");
}

}  // namespace tessera::cuda

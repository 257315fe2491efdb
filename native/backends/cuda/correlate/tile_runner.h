#pragma once

#include <functional>
#include <optional>

#include "backends/common/run_control.h"
#include "backends/cuda/correlate/correlation_panel.h"
#include "backends/cuda/correlate/suspect_buffer.h"
#include "backends/cuda/correlate/tile_plan.h"

namespace tessera::cuda {

/** Two panels on a device and how their positions are named. */
struct PanelPair {
  const CorrelationPanel* rows;
  const CorrelationPanel* columns;
  uint32_t observations;
  uint64_t positions;  // in all
  RowWeights weights;
};

/**
 * Launches lists of tiles in portions short enough that a cancelled run stops within about 50 ms. Dense tiles are computed in the
 * precision of the device; what single precision leaves open is settled at the end of each portion.
 */
class TileRunner {
 public:
  TileRunner(DeviceSession& device, const RunControl& control) : device_(device), control_(control) {}

  /** Runs between portions; returns false to stop early. `done` tiles of the list are finished. */
  using AfterPortion = std::function<bool(size_t done)>;

  /** Blocks until the list is finished. most_tiles: of one launch, 0 = no limit. Throws Failure. */
  void run(const PanelPair& panels, const std::vector<TileIndex>& tiles, bool pairwise, const TileSinks& sinks,
           uint64_t most_tiles = 0, const AfterPortion& after = nullptr);

 private:
  /** Whether these dense tiles are computed in single precision. */
  bool in_single(const PanelPair& panels, const TileSinks& sinks) const;
  /** What the single-precision kernel needs beside. */
  void prepare_single(uint32_t observations, TileSinks& sinks);

  DeviceSession& device_;
  const RunControl& control_;
  std::optional<SuspectBuffer> suspects_;
};

}  // namespace tessera::cuda

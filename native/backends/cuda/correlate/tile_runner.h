#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "backends/common/run_control.h"
#include "backends/cuda/correlate/panels.h"
#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** Which tiles of a pair of panels there are to compute, by kernel. Indices count tiles of that kernel's shape. */
struct TilePlan {
  std::vector<TileIndex> dense;
  std::vector<TileIndex> pairwise;
};

/** A range of positions that is held as one panel; `first` is a multiple of kPanelGrain. */
struct PanelRange {
  uint64_t first, count;
};

/**
 * Tiles on and above the diagonal of row panel x column panel (the same or a later one). missing: [N] by
 * position, 1 = the strategy has missing cells. Tiles that are near each other in the list share rows and columns, so
 * that what one block loads is still in the cache for the next. With `by_row` the list goes strictly row by row.
 */
TilePlan plan_tiles(PanelRange rows, PanelRange columns, const std::vector<uint8_t>& missing, bool by_row = false);

/**
 * The tiles of a pass, or of the part of it that is asked for. Parts count squares of kPanelGrain strategies row by row, from
 * the diagonal on, over all strategies: panels, of which the memory decides, change nothing about them.
 */
class PassTiles {
 public:
  PassTiles(uint64_t positions, const tsr_correlation_reduce_params& params);

  /** Squares of the whole pass. */
  uint64_t total() const { return total_; }
  /** About how many pairs there are. */
  double pairs() const;
  /** Those of plan_tiles. */
  TilePlan plan(PanelRange rows, PanelRange columns, const std::vector<uint8_t>& missing, bool by_row = false) const;

 private:
  bool has(uint64_t row, uint64_t column) const;

  uint64_t positions_, across_, total_, first_, behind_;
};

/** Splits `positions` into panels of at most `most` strategies. */
std::vector<PanelRange> plan_panels(uint64_t positions, uint64_t most);

/** The part of a list that device `index` of `count` computes. */
std::vector<TileIndex> share_of(const std::vector<TileIndex>& tiles, uint32_t index, uint32_t count);

/** The list of pairs that a launch in single precision leaves to float64. */
class SuspectBuffer {
 public:
  explicit SuspectBuffer(DeviceSession& device)
      : suspects_(device.memory(), capacity_within(device.memory().room()), "pairs to settle"),
        found_(device.memory(), 1, "pairs to settle") {
    clear(device.stream());
  }

  SuspectList view() const { return {suspects_.data(), found_.data(), suspects_.size()}; }
  void clear(cudaStream_t stream) {
    check(cudaMemsetAsync(found_.data(), 0, sizeof(unsigned long long), stream), "clearing a list");
  }
  /** Asynchronous: `to` must live until the stream is there. */
  void read_found(unsigned long long& to, cudaStream_t stream) const {
    check(cudaMemcpyAsync(&to, found_.data(), sizeof to, cudaMemcpyDeviceToHost, stream), "reading a list");
  }

 private:
  /** 16 MB, less where memory is short. Pairs beyond it are settled by the tile's kernel, which takes longer. */
  static uint64_t capacity_within(uint64_t room) {
    return std::clamp<uint64_t>(room / 32 / sizeof(Suspect), 1024, uint64_t{1} << 20);
  }

  DeviceArray<Suspect> suspects_;
  DeviceArray<unsigned long long> found_;
};

/** Two panels on a device and how their positions are named. */
struct PanelPair {
  const CorrelationPanel* rows;
  const CorrelationPanel* columns;
  uint32_t observations;
  uint64_t positions;  // in all
  RowWeights weights;
};

/**
 * Launches lists of tiles in portions short enough that a cancelled run stops within about 50 ms. Dense tiles are computed in
 * the precision of the device; what single precision leaves open is settled at the end of each portion.
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

#pragma once

#include <vector>

#include "backends/cuda/correlate/panel_store.h"
#include "backends/cuda/correlate/reduction.h"
#include "backends/cuda/correlate/tiles/tile_work.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** A list of pairs on one device, with the count of those found. */
class PairBuffer {
 public:
  PairBuffer() = default;
  PairBuffer(DeviceSession& device, uint64_t capacity)
      : pairs_(device.memory(), capacity, "lists of pairs"), found_(device.memory(), 1, "lists of pairs") {
    clear(device.stream());
  }

  PairList view(double cut) const { return {pairs_.data(), found_.data(), pairs_.size(), cut}; }
  uint64_t capacity() const { return pairs_.size(); }

  void clear(cudaStream_t stream) {
    check(cudaMemsetAsync(found_.data(), 0, sizeof(unsigned long long), stream), "clearing a list");
  }
  /** Pairs found, of which at most `capacity` are kept. Blocks. */
  uint64_t found(cudaStream_t stream) const {
    unsigned long long count = 0;
    check(cudaMemcpyAsync(&count, found_.data(), sizeof count, cudaMemcpyDeviceToHost, stream), "reading a list");
    check(cudaStreamSynchronize(stream), "correlating");
    return count;
  }
  /** Appends the kept pairs to `to`. Blocks. */
  void append_to(std::vector<tsr_pair>& to, cudaStream_t stream) const {
    const uint64_t kept = std::min<uint64_t>(found(stream), capacity());
    const size_t before = to.size();
    to.resize(before + kept);
    if (kept == 0) return;
    check(cudaMemcpyAsync(to.data() + before, pairs_.data(), kept * sizeof(tsr_pair), cudaMemcpyDeviceToHost, stream),
          "reading a list");
    check(cudaStreamSynchronize(stream), "reading a list");
  }

 private:
  DeviceArray<tsr_pair> pairs_;
  DeviceArray<unsigned long long> found_;
};

/**
 * The k most correlated pairs in one pass: a sample of the tiles gives a value that a few times k pairs should reach,
 * the pass collects the pairs that do, and the best k of those are the answer when at least k were found and all
 * fitted. Otherwise the tiles are gone through again, portion by portion, keeping the best k so far.
 */
class TopPairs {
 public:
  TopPairs(const ReduceRequest& request, const PassTiles& tiles) : k_(request.top_k), tiles_(tiles) {}

  /** Chooses the cut with this device's matrix. */
  void choose_cut(DeviceSession& device, PanelStore& store, const RunControl& control);
  double cut() const { return cut_; }
  /** How many pairs a device's list should hold. */
  uint64_t capacity() const;

  /** What one device found in the pass. */
  void add(const PairBuffer& found, cudaStream_t stream);
  /** The k pairs, in order. Goes through the tiles again when it must. */
  std::vector<tsr_pair> finish(DeviceSession& device, PanelStore& store, const RunControl& control);

 private:
  void keep_best();
  void search_in_portions(DeviceSession& device, PanelStore& store, const RunControl& control);

  /** Tiles that the cut is chosen from: those of the first panels that have any. */
  void sample_tiles(PanelStore& store, TileRunner& runner, const TileSinks& sinks) const;

  uint64_t k_;
  const PassTiles& tiles_;
  double cut_;
  bool overflowed_ = false;
  std::vector<tsr_pair> pairs_;
};

/**
 * The first `capacity` pairs, ascending (a, b), with |rho| at or over the threshold, and how many there are. The pass
 * collects them all; when they do not fit, the tiles are gone through again row by row until the list is full.
 */
class ThresholdPairs {
 public:
  ThresholdPairs(const SessionData& data, const ReduceRequest& request, const PassTiles& tiles)
      : data_(data), tiles_(tiles), capacity_(request.list_capacity), threshold_(request.threshold) {}

  /** How many pairs a device's list should hold. */
  uint64_t list_capacity() const;

  /** What one device found in the pass. */
  void add(const PairBuffer& found, cudaStream_t stream);
  uint64_t count() const { return count_; }
  std::vector<tsr_pair> finish(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control);

 private:
  void search_by_row(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control);

  const SessionData& data_;
  const PassTiles& tiles_;
  uint64_t capacity_;
  double threshold_;
  uint64_t count_ = 0;
  bool overflowed_ = false;
  std::vector<tsr_pair> pairs_;
};

}  // namespace tessera::cuda

#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <vector>

#include "backends/cuda/device/device_memory.h"
#include "tessera_backend.h"

namespace tessera::cuda {

/** The caller's matrix: one pointer per observation to N doubles. Borrowed. */
struct HostMatrix {
  std::vector<const double*> rows;
  uint64_t strategies = 0;

  uint32_t observations() const { return static_cast<uint32_t>(rows.size()); }

  /** Throws Failure{TSR_BAD_ARGUMENT} for an empty or a damaged matrix; `name` is for the text. */
  static HostMatrix from(const tsr_matrix& matrix, const char* name);
};

/** Device view of strategies' cells, strategy-major: cells[s * pitch + t], NaN = missing. */
struct CellsView {
  const double* cells;
  uint64_t pitch;
  uint32_t observations;
  uint64_t strategies;
};

/** Doubles from one strategy to the next: whole 32-byte sectors. */
constexpr uint64_t row_pitch(uint64_t observations) { return (observations + 3) / 4 * 4; }

/**
 * A range of a host matrix's strategies on the device, turned strategy-major on the way. The host rows pass through two
 * page-locked buffers, so that one is filled while the other is copied.
 */
class ColumnBlock {
 public:
  ColumnBlock() = default;
  /**
   * Strategies first .. first + count, or those listed in ids[first .. first + count) when ids is not null. Blocks until they
   * are there. Throws Failure.
   */
  ColumnBlock(DeviceMemory& memory, cudaStream_t stream, const HostMatrix& from, uint64_t first, uint64_t count,
              const uint32_t* ids = nullptr);

  CellsView view() const { return {cells_.data(), row_pitch(observations_), observations_, count_}; }
  bool empty() const { return count_ == 0; }

  static uint64_t bytes(uint64_t observations, uint64_t count) { return row_pitch(observations) * count * sizeof(double); }
  /** Device bytes used while loading, beside the block itself. */
  static uint64_t staging_bytes(uint64_t count);
  /** How many strategies may be loaded at once within `room` bytes. Throws Failure when not even one can. */
  static uint64_t fitting(uint64_t observations, uint64_t room);

 private:
  DeviceArray<double> cells_;
  uint32_t observations_ = 0;
  uint64_t count_ = 0;
};

/**
 * The rows that count in a correlation run and how much, device memory; see ObservationWeights. `rows` null = all of them,
 * alike, and the other pointers are null, too.
 */
struct RowWeights {
  const uint32_t* rows;
  const double* weight;
  const double* root;
  uint32_t count;

  __host__ __device__ uint32_t observations(uint32_t all) const { return rows == nullptr ? all : count; }
};

/**
 * A strategy's location and scale, see formulas/series/standardise.h. One memory sector, because scoring reads it at random.
 */
struct alignas(32) Scale {
  double mean;
  double norm;  // 0 = constant
  /**
   * 1 / norm where z may be had from it (see exact_quotient in score/member_sums.cuh), 0 for a constant column with finite
   * cells, negative where neither holds and the formula itself must decide.
   */
  double inverse;
};

/** Location and scale of all N strategies of the correlation source. */
class ColumnScale {
 public:
  ColumnScale() = default;
  ColumnScale(DeviceMemory& memory, uint64_t strategies);

  /** Of the strategies first .. first + cells.strategies. Asynchronous. */
  void measure(CellsView cells, uint64_t first, const RowWeights& weights, cudaStream_t stream);
  /** After the last measure: reads what the host must know. Blocks. */
  void finish(cudaStream_t stream);

  /** [N], device memory. */
  const Scale* data() const { return scale_.data(); }
  const uint8_t* device_varying() const { return varying_.data(); }
  /** [N] 1 = has missing cells; [N] 1 = not constant. */
  const std::vector<uint8_t>& missing() const { return host_missing_; }
  const std::vector<uint8_t>& varying() const { return host_varying_; }
  bool any_missing() const { return any_missing_; }

  /** Bytes on the device. */
  static uint64_t bytes(uint64_t strategies) { return strategies * (sizeof(Scale) + 2 * sizeof(uint8_t)); }

 private:
  DeviceArray<Scale> scale_;
  DeviceArray<uint8_t> missing_, varying_;
  std::vector<uint8_t> host_missing_, host_varying_;
  bool any_missing_ = false;
};

}  // namespace tessera::cuda

// 16-byte copies from device memory to shared memory: asynchronous from sm_80 on, plain before.
// The ring of shared-memory stages that tiles are multiplied from.
//
// Panels and stages hold strategies in pairs: unit (p, t) is 16 bytes, strategies 2p and 2p + 1 at observation t. A
// stage has the Tile / 2 pairs of the tile's rows, then those of its columns, kDepth units each. Units of odd
// pairs are stored with bit 2 of t flipped, so that the 8 lanes that read together (2 pairs x 4 observations)
// touch all banks once.
#pragma once

#include <cstdint>

#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/correlate/tiles/tile_work.h"

namespace tessera::cuda {

/** Starts copying 16 bytes, or writes zeros when `present` is false (`from` is not read then). */
__device__ __forceinline__ void copy_16_async(void* to, const void* from, bool present) {
#if __CUDA_ARCH__ >= 800
  const uint32_t address = static_cast<uint32_t>(__cvta_generic_to_shared(to));
  const uint32_t bytes = present ? 16 : 0;
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(address), "l"(from), "r"(bytes) : "memory");
#else
  *static_cast<double2*>(to) = present ? *static_cast<const double2*>(from) : make_double2(0.0, 0.0);
#endif
}

/** Closes the group of copies started since the last call. */
__device__ __forceinline__ void close_copy_group() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.commit_group;" ::: "memory");
#endif
}

/** Waits until all but the `Pending` youngest groups have arrived. */
template <int Pending>
__device__ __forceinline__ void await_copy_groups() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.wait_group %0;" ::"n"(Pending) : "memory");
#endif
}

/** Index of a unit's first double within a stage part. */
__device__ __forceinline__ uint32_t unit_at(uint32_t pair, uint32_t t) { return (pair * kDepth + (t ^ ((pair & 1) << 2))) * 2; }

__device__ __forceinline__ double2 unit_value(const double* part, uint32_t pair, uint32_t t) {
  return *reinterpret_cast<const double2*>(part + unit_at(pair, t));
}

/** Fills the ring: one stage per call, tile after tile of this block, with zeros behind the last observation. */
template <class Shape>
class StageLoader {
 public:
  __device__ __forceinline__ StageLoader(const TileWork& work, double* ring, uint32_t stages)
      : work_(work), ring_(ring), stages_(stages), tile_(blockIdx.x), unit_(threadIdx.x % kDepth), pair_(threadIdx.x / kDepth) {
    open_tile();
  }

  __device__ __forceinline__ void load_next() {
    if (tile_ < work_.tile_count) {
      double* const to = ring_ + stage_ * Shape::kStageDoubles + unit_at(pair_, unit_);
      const bool present = at_ + unit_ < work_.observations;
      const uint64_t offset = 2 * uint64_t{at_ + unit_};
      const uint64_t apart = uint64_t{2 * kPairsTogether} * work_.observations;
#pragma unroll
      for (uint32_t r = 0; r < Shape::kTile / 2 / kPairsTogether; ++r) {
        copy_16_async(to + r * 2 * kPairsTogether * kDepth, rows_ + offset + r * apart, present);
        copy_16_async(to + (Shape::kTile + r * 2 * kPairsTogether) * kDepth, columns_ + offset + r * apart, present);
      }
      at_ += kDepth;
      if (at_ >= work_.observations) {
        tile_ += gridDim.x;
        open_tile();
      }
    }
    close_copy_group();
    stage_ = stage_ + 1 == stages_ ? 0 : stage_ + 1;
  }

 private:
  static constexpr uint32_t kPairsTogether = kTileThreads / kDepth;

  __device__ __forceinline__ void open_tile() {
    at_ = 0;
    if (tile_ >= work_.tile_count) return;
    const TileIndex tile = work_.tiles[tile_];
    rows_ = work_.row_panel + (uint64_t{tile.row} * Shape::kTile + 2 * pair_) * work_.observations;
    columns_ = work_.column_panel + (uint64_t{tile.column} * Shape::kTile + 2 * pair_) * work_.observations;
  }

  const TileWork& work_;
  double* ring_;
  uint32_t stages_, tile_, unit_, pair_;
  uint32_t stage_ = 0;
  uint32_t at_ = 0;
  const double* rows_ = nullptr;
  const double* columns_ = nullptr;
};

/** Waits for the oldest stage in flight when `stages` - 1 are. */
__device__ __forceinline__ void await_oldest(uint32_t stages) {
  switch (stages) {
    case 2: return await_copy_groups<0>();
    case 3: return await_copy_groups<1>();
    case 4: return await_copy_groups<2>();
    case 5: return await_copy_groups<3>();
    default: return await_copy_groups<4>();
  }
}

}  // namespace tessera::cuda

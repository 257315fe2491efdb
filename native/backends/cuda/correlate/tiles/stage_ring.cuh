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

/** Threads that fill stages: those of the warps that multiply a tile's upper rows. */
constexpr uint32_t kLoaders = kTileThreads / 2;

/** A stage of the ring, and how often the ring has been gone around before it. */
struct RingPlace {
  uint32_t stage = 0;
  uint32_t turn = 0;

  __device__ __forceinline__ void go_on(uint32_t stages) {
    if (++stage < stages) return;
    stage = 0;
    ++turn;
  }
};

/**
 * Says of each stage of a ring in shared memory when it has arrived and when all warps have read it. From sm_80 on a warp
 * waits for nothing else: those that load run ahead of the others by what the ring has room for, so that on each part of the
 * multiprocessor one warp multiplies while the other reduces the tile that it has finished. Before sm_80 all warps meet at
 * every stage.
 */
class RingBarriers {
 public:
  /** All threads of the block, which wait for one another. */
  __device__ __forceinline__ explicit RingBarriers(uint32_t stages) {
#if __CUDA_ARCH__ >= 800
    __shared__ uint64_t barriers[2 * kMostStages];
    first_ = static_cast<uint32_t>(__cvta_generic_to_shared(barriers));
    if (threadIdx.x < stages) {
      prepare(arrived(threadIdx.x), kLoaders);
      prepare(read(threadIdx.x), kTileThreads / 32);
    }
#endif
    __syncthreads();
  }

  /** Waits until the stage is there. */
  __device__ __forceinline__ void await(RingPlace place) const {
#if __CUDA_ARCH__ >= 800
    await_phase(arrived(place.stage), place.turn & 1);
#else
    __syncthreads();
#endif
  }

  /** The warp has read the stage. */
  __device__ __forceinline__ void release(RingPlace place) const {
#if __CUDA_ARCH__ >= 800
    __syncwarp();
    if (threadIdx.x % 32 == 0) {
      asm volatile("{ .reg .b64 state; mbarrier.arrive.shared.b64 state, [%0]; }" ::"r"(read(place.stage)) : "memory");
    }
#endif
  }

  /** Waits until all have read what the stage held the turn before; at once in the first. */
  __device__ __forceinline__ void await_room(RingPlace place) const {
#if __CUDA_ARCH__ >= 800
    await_phase(read(place.stage), (place.turn & 1) ^ 1);
#endif
  }

  /** The stage has arrived as soon as the copies that the loaders have started are there. */
  __device__ __forceinline__ void close_copies(RingPlace place) const {
#if __CUDA_ARCH__ >= 800
    asm volatile("cp.async.mbarrier.arrive.noinc.shared.b64 [%0];" ::"r"(arrived(place.stage)) : "memory");
#endif
  }

 private:
#if __CUDA_ARCH__ >= 800
  /** Addresses in shared memory. */
  __device__ __forceinline__ uint32_t arrived(uint32_t stage) const { return first_ + stage * sizeof(uint64_t); }
  __device__ __forceinline__ uint32_t read(uint32_t stage) const { return arrived(kMostStages + stage); }
  __device__ static __forceinline__ void prepare(uint32_t barrier, uint32_t arrivals) {
    asm volatile("mbarrier.init.shared.b64 [%0], %1;" ::"r"(barrier), "r"(arrivals) : "memory");
  }
  __device__ static __forceinline__ void await_phase(uint32_t barrier, uint32_t parity) {
    uint32_t done = 0;
    while (done == 0) {
      asm volatile("{ .reg .pred done; mbarrier.test_wait.parity.shared.b64 done, [%1], %2; selp.u32 %0, 1, 0, done; }"
                   : "=r"(done)
                   : "r"(barrier), "r"(parity)
                   : "memory");
    }
  }

  uint32_t first_;
#endif
};

/** Stages that are on their way while one is multiplied. The others let the loading warps run ahead; more was slower. */
constexpr uint32_t kStagesAhead = 1;

/** Index of a unit's first double within a stage part. */
__device__ __forceinline__ uint32_t unit_at(uint32_t pair, uint32_t t) { return (pair * kDepth + (t ^ ((pair & 1) << 2))) * 2; }

__device__ __forceinline__ double2 unit_value(const double* part, uint32_t pair, uint32_t t) {
  return *reinterpret_cast<const double2*>(part + unit_at(pair, t));
}

/**
 * Fills the ring: one stage per call, tile after tile of this block, with zeros behind the last observation. Threads from
 * kLoaders on have no part in it.
 */
template <class Shape>
class StageLoader {
 public:
  __device__ __forceinline__ StageLoader(const TileWork& work, double* ring, const RingBarriers& barriers, uint32_t stages)
      : work_(work),
        ring_(ring),
        barriers_(barriers),
        stages_(stages),
        tile_(threadIdx.x < kLoaders ? blockIdx.x : work.tile_count),
        unit_(threadIdx.x % kDepth),
        pair_(threadIdx.x / kDepth) {
    open_tile();
  }

  __device__ __forceinline__ void load_next() {
    if (tile_ >= work_.tile_count) return;
    barriers_.await_room(place_);
    double* const to = ring_ + place_.stage * Shape::kStageDoubles + unit_at(pair_, unit_);
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
    barriers_.close_copies(place_);
    place_.go_on(stages_);
  }

 private:
  static constexpr uint32_t kPairsTogether = kLoaders / kDepth;

  __device__ __forceinline__ void open_tile() {
    at_ = 0;
    if (tile_ >= work_.tile_count) return;
    const TileIndex tile = work_.tiles[tile_];
    rows_ = work_.row_panel + (uint64_t{tile.row} * Shape::kTile + 2 * pair_) * work_.observations;
    columns_ = work_.column_panel + (uint64_t{tile.column} * Shape::kTile + 2 * pair_) * work_.observations;
  }

  const TileWork& work_;
  double* ring_;
  const RingBarriers& barriers_;
  uint32_t stages_, tile_, unit_, pair_;
  RingPlace place_;
  uint32_t at_ = 0;
  const double* rows_ = nullptr;
  const double* columns_ = nullptr;
};

}  // namespace tessera::cuda

// The ring of shared-memory stages of the single-precision kernel.
//
// Panels hold [tile][observation][128 strategies], so that a stage's rows are one run of kDepth x 128 floats, and its columns
// another. A lane's 8 rows are 4 x 2 neighbours and its 8 columns 2 x 4, read without bank conflicts.
#pragma once

#include "backends/cuda/correlate/tiles/stage_ring.cuh"
#include "backends/cuda/correlate/tiles/tile_place.cuh"

namespace tessera::cuda {

/** Fills the ring as StageLoader does. */
class SingleStageLoader {
 public:
  __device__ __forceinline__ SingleStageLoader(const TileWork& work, float* ring, const RingBarriers& barriers, uint32_t stages)
      : work_(work),
        ring_(ring),
        barriers_(barriers),
        stages_(stages),
        tile_(threadIdx.x < kLoaders ? blockIdx.x : work.tile_count) {
    open_tile();
  }

  __device__ __forceinline__ void load_next() {
    if (tile_ >= work_.tile_count) return;
    barriers_.await_room(place_);
    float* const to = ring_ + place_.stage * SingleShape::kStageFloats + kUnitFloats * threadIdx.x;
#pragma unroll
    for (uint32_t round = 0; round < kDepth / kRowsTogether; ++round) {
      const uint32_t t = at_ + round * kRowsTogether + threadIdx.x / (kWidth / kUnitFloats);
      const bool present = t < work_.observations;
      const uint32_t ahead = round * kRowsTogether * kWidth;
      copy_16_async(to + ahead, rows_ + ahead, present);
      copy_16_async(to + kDepth * kWidth + ahead, columns_ + ahead, present);
    }
    rows_ += kDepth * kWidth;
    columns_ += kDepth * kWidth;
    at_ += kDepth;
    if (at_ >= work_.observations) {
      tile_ += gridDim.x;
      open_tile();
    }
    barriers_.close_copies(place_);
    place_.go_on(stages_);
  }

 private:
  static constexpr uint32_t kWidth = SingleShape::kTile;
  static constexpr uint32_t kUnitFloats = 4;
  static constexpr uint32_t kRowsTogether = kLoaders * kUnitFloats / kWidth;

  __device__ __forceinline__ void open_tile() {
    at_ = 0;
    if (tile_ >= work_.tile_count) return;
    const TileIndex tile = work_.tiles[tile_];
    const uint64_t panel = uint64_t{kWidth} * work_.observations;
    rows_ = work_.row_single + tile.row * panel + kUnitFloats * threadIdx.x;
    columns_ = work_.column_single + tile.column * panel + kUnitFloats * threadIdx.x;
  }

  const TileWork& work_;
  float* ring_;
  const RingBarriers& barriers_;
  uint32_t stages_, tile_;
  RingPlace place_;
  uint32_t at_ = 0;
  const float* rows_ = nullptr;
  const float* columns_ = nullptr;
};

/** One observation of a stage: chunk += its products. */
__device__ __forceinline__ void multiply_observation(const float* rows, const float* columns,
                                                     TileCells<SingleShape, float>& chunk) {
  float2 a[4];
  float4 b[2];
#pragma unroll
  for (uint32_t i = 0; i < 4; ++i) a[i] = *reinterpret_cast<const float2*>(rows + 16 * i);
#pragma unroll
  for (uint32_t k = 0; k < 2; ++k) b[k] = *reinterpret_cast<const float4*>(columns + 16 * k);
  for_each_cell<SingleShape>([&](uint32_t i, uint32_t j, uint32_t e) {
    const float left = e / 2 == 0 ? a[i].x : a[i].y;
    const float4 four = b[j / 2];
    const float right = e % 2 == 0 ? (j % 2 == 0 ? four.x : four.y) : (j % 2 == 0 ? four.z : four.w);
    chunk[i][j][e] = fmaf(left, right, chunk[i][j][e]);
  });
}

/** chunk += the products over one stage, of which the first `depth` observations count. */
__device__ __forceinline__ void multiply_single(const float* stage, uint32_t depth, const LanePlace<SingleShape>& place,
                                                TileCells<SingleShape, float>& chunk) {
  constexpr uint32_t width = SingleShape::kTile;
  const float* const rows = stage + place.first_row + 2 * place.g;
  const float* const columns = stage + kDepth * width + place.first_column + 4 * place.q;
  if (depth >= kDepth) {
#pragma unroll
    for (uint32_t t = 0; t < kDepth; ++t) multiply_observation(rows + t * width, columns + t * width, chunk);
    return;
  }
#pragma unroll 1
  for (uint32_t t = 0; t < depth; ++t) multiply_observation(rows + t * width, columns + t * width, chunk);
}

}  // namespace tessera::cuda

// One step of the tile product in registers, on float64 tensor cores where the chip has them.
//
// A warp's fragment C is 16 x 8. Lane l = 4 g + q holds C[g][2q], C[g][2q+1], C[g+8][2q], C[g+8][2q+1] in c[0..3].
// A step over 4 observations takes A's rows g (.x) and g + 8 (.y) and B's row g, all at observation q.
// Products of a tile's rows and columns out of one stage of the ring.
#pragma once

#include <cstdint>

#include "backends/cuda/correlate/tiles/stage_ring.cuh"
#include "backends/cuda/correlate/tiles/tile_place.cuh"

namespace tessera::cuda {

#if __CUDA_ARCH__ >= 900

__device__ __forceinline__ void multiply_4(double (&c)[4], double2 a, double b) {
  asm volatile("mma.sync.aligned.m16n8k4.row.col.f64.f64.f64.f64 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};"
               : "+d"(c[0]), "+d"(c[1]), "+d"(c[2]), "+d"(c[3])
               : "d"(a.x), "d"(a.y), "d"(b));
}

__device__ __forceinline__ void multiply_8(double (&c)[4], double2 a0, double2 a1, double b0, double b1) {
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f64.f64.f64.f64 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+d"(c[0]), "+d"(c[1]), "+d"(c[2]), "+d"(c[3])
               : "d"(a0.x), "d"(a0.y), "d"(a1.x), "d"(a1.y), "d"(b0), "d"(b1));
}

#elif __CUDA_ARCH__ >= 800

__device__ __forceinline__ void multiply_8x8x4(double& c0, double& c1, double a, double b) {
  asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%3}, {%0,%1};"
               : "+d"(c0), "+d"(c1)
               : "d"(a), "d"(b));
}

__device__ __forceinline__ void multiply_4(double (&c)[4], double2 a, double b) {
  multiply_8x8x4(c[0], c[1], a.x, b);
  multiply_8x8x4(c[2], c[3], a.y, b);
}

__device__ __forceinline__ void multiply_8(double (&c)[4], double2 a0, double2 a1, double b0, double b1) {
  multiply_4(c, a0, b0);
  multiply_4(c, a1, b1);
}

#endif

#if __CUDA_ARCH__ >= 800

/** cells += products over observations t + q and, when Eight, t + 4 + q of the stage. */
template <bool Eight>
__device__ __forceinline__ void multiply_step(const double* rows, const double* columns, uint32_t t,
                                              const LanePlace<DenseShape>& place, TileCells<DenseShape>& cells) {
  double2 b[2][2];
#pragma unroll
  for (uint32_t k = 0; k < 2; ++k) {
    b[k][0] = unit_value(columns, 8 * k + place.g, t + place.q);
    if constexpr (Eight) b[k][1] = unit_value(columns, 8 * k + place.g, t + 4 + place.q);
  }
#pragma unroll
  for (uint32_t i = 0; i < 4; ++i) {
    const double2 a0 = unit_value(rows, 8 * i + place.g, t + place.q);
    if constexpr (Eight) {
      const double2 a1 = unit_value(rows, 8 * i + place.g, t + 4 + place.q);
#pragma unroll
      for (uint32_t k = 0; k < 2; ++k) {
        multiply_8(cells[i][2 * k], a0, a1, b[k][0].x, b[k][1].x);
        multiply_8(cells[i][2 * k + 1], a0, a1, b[k][0].y, b[k][1].y);
      }
    } else {
#pragma unroll
      for (uint32_t k = 0; k < 2; ++k) {
        multiply_4(cells[i][2 * k], a0, b[k][0].x);
        multiply_4(cells[i][2 * k + 1], a0, b[k][0].y);
      }
    }
  }
}

/** cells += the products over one stage, of which the first `depth` observations count (the others are 0). */
__device__ __forceinline__ void multiply_stage(const double* stage, uint32_t depth, const LanePlace<DenseShape>& place,
                                               TileCells<DenseShape>& cells) {
  const double* const rows = stage + place.first_row * kDepth;
  const double* const columns = stage + (DenseShape::kTile + place.first_column) * kDepth;
  if (depth > 12) {
#pragma unroll
    for (uint32_t t = 0; t < kDepth; t += 8) multiply_step<true>(rows, columns, t, place, cells);
    return;
  }
#pragma unroll 1
  for (uint32_t t = 0; t < depth; t += 4) multiply_step<false>(rows, columns, t, place, cells);
}

#else

__device__ __forceinline__ void multiply_stage(const double* stage, uint32_t depth, const LanePlace<DenseShape>& place,
                                               TileCells<DenseShape>& cells) {
  const double* const rows = stage + place.first_row * kDepth;
  const double* const columns = stage + (DenseShape::kTile + place.first_column) * kDepth;
#pragma unroll 1
  for (uint32_t t = 0; t < min(depth, kDepth); ++t) {
    double2 a[4], b[4];
#pragma unroll
    for (uint32_t k = 0; k < 4; ++k) {
      a[k] = unit_value(rows, 8 * k + place.g, t);
      b[k] = unit_value(columns, 8 * (k / 2) + 2 * place.q + k % 2, t);
    }
    for_each_cell<DenseShape>([&](uint32_t i, uint32_t j, uint32_t e) {
      const double2 right = b[2 * (j / 2) + e % 2];
      cells[i][j][e] = fma(e / 2 == 0 ? a[i].x : a[i].y, j % 2 == 0 ? right.x : right.y, cells[i][j][e]);
    });
  }
}

#endif

}  // namespace tessera::cuda

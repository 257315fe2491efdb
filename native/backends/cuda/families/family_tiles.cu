// Pairs of families: products in single precision, tile by tile; what those leave open is settled by the exact product of the
// pair. Every row of tiles is walked over all columns, so that a block adds to its own rows alone.
#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/families/family_tiles.h"
#include "formulas/family_cell.h"

namespace tessera::cuda {

namespace {

constexpr uint32_t kThreads = 256;
/**
 * Rows and columns of a thread: 8 x 8 cells, as two pieces of four neighbours each way, which are read without bank conflicts.
 */
constexpr uint32_t kCells = 8;
/** Observations of a stage. */
constexpr uint32_t kStage = 16;

__global__ void standardise(const __grid_constant__ FamilySide side, const __grid_constant__ FamilyQuestion q, float* single) {
  const uint32_t observations = q.observations;
  const uint64_t padded = uint64_t{side.tiles()} * kFamilyTile;
  for (uint64_t s = uint64_t{blockIdx.x} * blockDim.y + threadIdx.y; s < padded; s += uint64_t{gridDim.x} * blockDim.y) {
    const bool present = s < side.count;
    const double m = present ? q.mean[side.first + s] : 0.0, length = present ? q.norm[side.first + s] : 0.0;
    const double* const column = side.cells + s * side.pitch;
    for (uint32_t t = threadIdx.x; t < observations; t += blockDim.x) {
      const double z = present ? formulas::family_cell(cell_of(column, t, side.first + s, q.derived), m, length) : 0.0;
      single[(s / kFamilyTile * observations + t) * kFamilyTile + s % kFamilyTile] = static_cast<float>(z);
    }
  }
}

/** Position of a thread's k-th row or column within the tile. */
__device__ __forceinline__ uint32_t cell_place(uint32_t lane, uint32_t k) { return k / 4 * 64 + lane * 4 + k % 4; }

/** r as every backend has it: products in time order, not contracted. */
__device__ double exact_product(const FamilySide& rows, uint64_t a, const FamilySide& columns, uint64_t b,
                                const FamilyQuestion& q) {
  const double* const x = rows.cells + (a - rows.first) * rows.pitch;
  const double* const y = columns.cells + (b - columns.first) * columns.pitch;
  double sum = 0.0;
  for (uint32_t t = 0; t < q.observations; ++t) {
    sum += formulas::family_cell(cell_of(x, t, a, q.derived), q.mean[a], q.norm[a]) *
           formulas::family_cell(cell_of(y, t, b, q.derived), q.mean[b], q.norm[b]);
  }
  return sum;
}

/** Sums of a tile row's strategies in shared memory. */
struct RowSums {
  unsigned int* others;         // [kFamilyTile]
  unsigned long long* entry;    // [kFamilyTile]
  unsigned long long* figures;  // [kFamilyTile][figure_count]

  static __host__ __device__ size_t bytes(uint32_t figure_count) {
    return kFamilyTile * (sizeof(unsigned int) + (1 + figure_count) * sizeof(unsigned long long));
  }
  __device__ explicit RowSums(unsigned long long* memory, uint32_t figure_count)
      : others(reinterpret_cast<unsigned int*>(memory + kFamilyTile * (1 + figure_count))),
        entry(memory),
        figures(memory + kFamilyTile) {}
  __device__ void clear(uint32_t figure_count) const {
    for (uint32_t i = threadIdx.x; i < kFamilyTile * (1 + figure_count); i += kThreads) entry[i] = 0;
    for (uint32_t i = threadIdx.x; i < kFamilyTile; i += kThreads) others[i] = 0;
  }
  __device__ void flush(uint64_t first, uint64_t end, const FamilyQuestion& q) const {
    for (uint32_t i = threadIdx.x; i < kFamilyTile; i += kThreads) {
      if (first + i >= end || others[i] == 0) continue;
      atomicAdd(q.others + first + i, others[i]);
      atomicAdd(q.entry_sums + first + i, entry[i]);
    }
    for (uint32_t i = threadIdx.x; i < kFamilyTile * q.figure_count; i += kThreads) {
      if (figures[i] != 0) atomicAdd(q.figure_sums + first * q.figure_count + i, figures[i]);
    }
  }
};

/** A pair that may be of a family is added to its row, or left open. Not inlined: the code of a tile has 64 cells. */
__device__ __noinline__ void add_pair(float product, uint64_t a, uint64_t b, uint32_t row, const FamilySide& rows,
                                      const FamilySide& columns, const FamilyQuestion& q, const RowSums& sums) {
  if (a >= rows.first + rows.count || b >= columns.first + columns.count || a == b) return;
  uint32_t entry = formulas::correlation_entry(product - q.error);
  if (entry != formulas::correlation_entry(product + q.error)) {
    // One lane would keep its warp waiting for a product of all rows: they are formed side by side, afterwards.
    const unsigned int place = atomicAdd(q.open.count, 1u);
    if (place < q.open.capacity) {
      q.open.pairs[place] = make_uint2(static_cast<uint32_t>(a - rows.first), static_cast<uint32_t>(b - columns.first));
      return;
    }
    entry = formulas::correlation_entry(exact_product(rows, a, columns, b, q));
  }
  if (entry < q.first_entry) return;
  atomicAdd(sums.others + row, 1u);
  atomicAdd(sums.entry + row, static_cast<unsigned long long>(q.by_entry[entry]));
  for (uint32_t k = 0; k < q.figure_count; ++k) {
    atomicAdd(sums.figures + row * q.figure_count + k, static_cast<unsigned long long>(q.figures[b * q.figure_count + k]));
  }
}

/** The pairs that were left open, a thread each. */
__global__ void settle_open(const __grid_constant__ FamilySide rows, const __grid_constant__ FamilySide columns,
                            const __grid_constant__ FamilyQuestion q) {
  const uint32_t count = min(*q.open.count, q.open.capacity);
  for (uint32_t k = blockIdx.x * blockDim.x + threadIdx.x; k < count; k += gridDim.x * blockDim.x) {
    const uint64_t a = rows.first + q.open.pairs[k].x, b = columns.first + q.open.pairs[k].y;
    const uint32_t entry = formulas::correlation_entry(exact_product(rows, a, columns, b, q));
    if (entry < q.first_entry) continue;
    atomicAdd(q.others + a, 1u);
    atomicAdd(q.entry_sums + a, static_cast<unsigned long long>(q.by_entry[entry]));
    for (uint32_t f = 0; f < q.figure_count; ++f) {
      atomicAdd(q.figure_sums + a * q.figure_count + f, static_cast<unsigned long long>(q.figures[b * q.figure_count + f]));
    }
  }
}

/** Cells of a tile that may be of a family, in the shared memory of the stage: as many as fit, the rest is added at once. */
struct TileHits {
  static constexpr uint32_t kMost = sizeof(float) * 2 * kStage * kFamilyTile / (sizeof(float) + sizeof(uint32_t));

  float* product;   // [kMost]
  uint32_t* place;  // [kMost] row * kFamilyTile + column
  uint32_t* count;

  __device__ TileHits(float* stage, uint32_t* counted)
      : product(stage), place(reinterpret_cast<uint32_t*>(stage + kMost)), count(counted) {}
};

/**
 * One thread's cells of a tile: those of a family are added to their rows. They are gathered first, so that threads share them
 * evenly: nearly every warp has one somewhere, and all its lanes would go through the code of it.
 */
__device__ __forceinline__ void add_tile(const float (&cells)[kCells][kCells], const FamilySide& rows,
                                         const FamilySide& columns, uint64_t first_row, uint64_t first_column,
                                         const FamilyQuestion& q, const RowSums& sums, const TileHits& hits) {
  const uint32_t across = threadIdx.x % 16, down = threadIdx.x / 16;
  if (threadIdx.x == 0) *hits.count = 0;
  __syncthreads();
#pragma unroll
  for (uint32_t i = 0; i < kCells; ++i) {
    float most = cells[i][0];
#pragma unroll
    for (uint32_t j = 1; j < kCells; ++j) most = fmaxf(most, cells[i][j]);
    if (most < q.from) continue;
    const uint32_t row = cell_place(down, i);
#pragma unroll
    for (uint32_t j = 0; j < kCells; ++j) {
      if (cells[i][j] < q.from) continue;
      const uint32_t column = cell_place(across, j), at = atomicAdd(hits.count, 1u);
      if (at < TileHits::kMost) {
        hits.product[at] = cells[i][j];
        hits.place[at] = row * kFamilyTile + column;
      } else {
        add_pair(cells[i][j], first_row + row, first_column + column, row, rows, columns, q, sums);
      }
    }
  }
  __syncthreads();
  const uint32_t count = min(*hits.count, TileHits::kMost);
  for (uint32_t k = threadIdx.x; k < count; k += kThreads) {
    const uint32_t row = hits.place[k] / kFamilyTile, column = hits.place[k] % kFamilyTile;
    add_pair(hits.product[k], first_row + row, first_column + column, row, rows, columns, q, sums);
  }
}

/** cells += products of `depth` observations; the panels are those of the two tiles at the first of them. */
__device__ __forceinline__ void multiply(const float* rows, const float* columns, uint32_t depth,
                                         float (*stage)[kStage][kFamilyTile], float (&cells)[kCells][kCells]) {
  const uint32_t across = threadIdx.x % 16, down = threadIdx.x / 16;
  for (uint32_t at = 0; at < depth; at += kStage) {
    const uint32_t width = min(kStage, depth - at);
    __syncthreads();
    for (uint32_t k = threadIdx.x; k < width * kFamilyTile / 4; k += kThreads) {
      reinterpret_cast<float4*>(stage[0])[k] = reinterpret_cast<const float4*>(rows + at * kFamilyTile)[k];
      reinterpret_cast<float4*>(stage[1])[k] = reinterpret_cast<const float4*>(columns + at * kFamilyTile)[k];
    }
    __syncthreads();
#pragma unroll 4
    for (uint32_t t = 0; t < width; ++t) {
      float a[kCells], b[kCells];
#pragma unroll
      for (uint32_t half = 0; half < 2; ++half) {
        *reinterpret_cast<float4*>(a + 4 * half) = *reinterpret_cast<const float4*>(&stage[0][t][64 * half + 4 * down]);
        *reinterpret_cast<float4*>(b + 4 * half) = *reinterpret_cast<const float4*>(&stage[1][t][64 * half + 4 * across]);
      }
#pragma unroll
      for (uint32_t i = 0; i < kCells; ++i) {
#pragma unroll
        for (uint32_t j = 0; j < kCells; ++j) cells[i][j] = fmaf(a[i], b[j], cells[i][j]);
      }
    }
  }
}

/** blockIdx.x: row tile; blockIdx.y: which share of the columns. `Deep`: more observations than kFamilyDepth. */
template <bool Deep>
__global__ void __launch_bounds__(kThreads, Deep ? 1 : 2)
    sum_rows(const __grid_constant__ FamilySide rows, const __grid_constant__ FamilySide columns,
             const __grid_constant__ FamilyQuestion q, uint32_t first_tile) {
  __shared__ __align__(16) float stage[2][kStage][kFamilyTile];
  __shared__ uint32_t counted;
  const TileHits hits(&stage[0][0][0], &counted);
  extern __shared__ unsigned long long memory[];
  const RowSums sums(memory, q.figure_count);
  sums.clear(q.figure_count);
  const uint32_t row = first_tile + blockIdx.x;
  const uint64_t panel = uint64_t{kFamilyTile} * q.observations;
  for (uint32_t column = blockIdx.y; column < columns.tiles(); column += gridDim.y) {
    float cells[kCells][kCells] = {};
    const float* const a = rows.single + row * panel;
    const float* const b = columns.single + column * panel;
    multiply(a, b, min(q.observations, kFamilyDepth), stage, cells);
    for (uint32_t from = kFamilyDepth; Deep && from < q.observations; from += kFamilyDepth) {
      float more[kCells][kCells] = {};
      multiply(a + uint64_t{from} * kFamilyTile, b + uint64_t{from} * kFamilyTile, min(q.observations - from, kFamilyDepth),
               stage, more);
#pragma unroll
      for (uint32_t i = 0; i < kCells; ++i) {
#pragma unroll
        for (uint32_t j = 0; j < kCells; ++j) cells[i][j] += more[i][j];
      }
    }
    add_tile(cells, rows, columns, rows.first + uint64_t{row} * kFamilyTile, columns.first + uint64_t{column} * kFamilyTile, q,
             sums, hits);
  }
  __syncthreads();
  sums.flush(rows.first + uint64_t{row} * kFamilyTile, rows.first + rows.count, q);
}

}  // namespace

void standardise_family(const FamilySide& side, const FamilyQuestion& question, float* single, cudaStream_t stream) {
  const dim3 threads(32, 8);
  const auto blocks = static_cast<uint32_t>(std::min<uint64_t>(uint64_t{side.tiles()} * kFamilyTile / threads.y, 1u << 16));
  standardise<<<blocks, threads, 0, stream>>>(side, question, single);
  check_launch("standardising strategies for families");
}

void sum_families(const FamilySide& rows, const FamilySide& columns, const FamilyQuestion& question, uint32_t first_tile,
                  uint32_t tile_count, cudaStream_t stream) {
  // About four thousand blocks, so that none waits long for the last.
  const uint32_t shares = std::clamp(4096 / tile_count, 1u, columns.tiles());
  const size_t shared = RowSums::bytes(question.figure_count);
  const auto kernel = question.observations > kFamilyDepth ? sum_rows<true> : sum_rows<false>;
  check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared)),
        "preparing the pass over families");
  check(cudaMemsetAsync(question.open.count, 0, sizeof(unsigned int), stream), "clearing the pairs left open");
  kernel<<<dim3(tile_count, shares), kThreads, shared, stream>>>(rows, columns, question, first_tile);
  settle_open<<<256, kThreads, 0, stream>>>(rows, columns, question);
  check_launch("summing families");
}

}  // namespace tessera::cuda

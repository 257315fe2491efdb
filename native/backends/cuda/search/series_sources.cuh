// Where the series that a block scores come from; see score_series.
#pragma once

#include "backends/cuda/search/island_work.h"
#include "search/island/chain.h"

namespace tessera::cuda {

/** One strategy's cells at an observation, as sums take them. */
__device__ __forceinline__ double present_cell(const double* cells, uint32_t t) {
  const double x = cells[t];
  return x == x ? x : 0.0;
}

/** Rows of a strategy. */
struct Columns {
  const SearchMatrixView& matrix;

  __device__ __forceinline__ const double* pnl(uint32_t strategy) const { return matrix.pnl + strategy * matrix.pnl_pitch; }
  __device__ __forceinline__ const double* standardised(uint32_t strategy) const {
    return matrix.standardised + strategy * matrix.standardised_pitch;
  }
  __device__ __forceinline__ const double* of(uint32_t part, uint32_t strategy) const {
    return part == 0 ? pnl(strategy) : standardised(strategy);
  }
};

/** The chain itself. */
struct ChainSource {
  static constexpr uint32_t kTogether = 1;
  const search::island::Chain& chain;

  __device__ __forceinline__ const double* at(uint32_t part, uint32_t) const {
    return part == 0 ? chain.pnl_sum : chain.standardised_sum;
  }
};

/** (sum - out) + in: the chain after a swap. A standardised cell is never missing, so both parts are read alike. */
struct SwapSource {
  static constexpr uint32_t kTogether = 4;
  const search::island::Chain& chain;
  const search::Swap* swaps;
  Columns columns;

  struct Series {
    const double* sum;
    const double* out;
    const double* in;

    __device__ __forceinline__ double operator[](uint32_t t) const {
      return (sum[t] - present_cell(out, t)) + present_cell(in, t);
    }
  };
  __device__ __forceinline__ Series at(uint32_t part, uint32_t k) const {
    const search::Swap swap = swaps[k];
    return {part == 0 ? chain.pnl_sum : chain.standardised_sum, columns.of(part, swap.out), columns.of(part, swap.in)};
  }
};

/** Sums over the members of portfolios, in their order. */
struct PortfolioSource {
  static constexpr uint32_t kTogether = 1;
  const uint32_t* portfolios;  // [k][size]
  uint32_t size;
  Columns columns;

  struct Series {
    const uint32_t* members;
    uint32_t size;
    const double* cells;
    uint64_t pitch;

    __device__ __forceinline__ double operator[](uint32_t t) const {
      double sum = 0.0;
#pragma unroll 8
      for (uint32_t m = 0; m < size; ++m) sum = sum + present_cell(cells + members[m] * pitch, t);
      return sum;
    }
  };
  __device__ __forceinline__ Series at(uint32_t part, uint32_t k) const {
    const SearchMatrixView& matrix = columns.matrix;
    return {portfolios + uint64_t{k} * size, size, part == 0 ? matrix.pnl : matrix.standardised,
            part == 0 ? matrix.pnl_pitch : matrix.standardised_pitch};
  }
};

}  // namespace tessera::cuda

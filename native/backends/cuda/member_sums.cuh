// Sums over the members of a portfolio, observation by observation: lanes take observations, members are added in
// the order given, so every sum has the bits of a sequential one.
#pragma once

#include "backends/cuda/exact_quotient.cuh"
#include "backends/cuda/score_work.h"

namespace tessera::cuda {

/** One strategy as scoring reads it. */
struct Member {
  const double* pnl;
  const double* source;
  double mean, norm, inverse;

  __device__ __forceinline__ Member(const ScoreMatrix& matrix, uint32_t strategy) {
    const uint64_t row = matrix.row_of == nullptr ? strategy : matrix.row_of[strategy];
    pnl = matrix.pnl.cells + row * matrix.pnl.pitch;
    source = matrix.source.cells + row * matrix.source.pitch;
    const Scale scale = matrix.scale[strategy];
    mean = scale.mean;
    norm = scale.norm;
    inverse = scale.inverse;
  }
  /** z of a cell of `source`, as formulas::standardised. */
  __device__ __forceinline__ double standardised(double x) const {
    if (!(norm > 0.0)) return 0.0;
    const double z = inverse > 0.0 ? exact_quotient(x - mean, norm, inverse) : (x - mean) / norm;
    return x == x ? z : 0.0;
  }
};

__device__ __forceinline__ double present_or_zero(double x) { return x == x ? x : 0.0; }

/** What a lane reads of the members when they are walked together. */
enum class SumOf { kBoth, kPnl, kStandardised };

/**
 * pnl[v] and standardised[v] = sums of the members' cells at observation first + 32 v + lane; cells behind the last
 * observation add 0. The whole warp calls it.
 */
template <SumOf What, uint32_t Values>
__device__ __forceinline__ void sum_members(const ScoreMatrix& matrix, const uint32_t* members, uint32_t size,
                                            uint32_t first, double (&pnl)[Values], double (&standardised)[Values]) {
  const uint32_t observations = What == SumOf::kStandardised ? matrix.source.observations : matrix.pnl.observations;
  const uint32_t at = first + threadIdx.x % 32;
#pragma unroll 8
  for (uint32_t m = 0; m < size; ++m) {
    const Member member(matrix, members[m]);
    const double* const cells = What == SumOf::kStandardised ? member.source : member.pnl;
    double x[Values];
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) x[v] = at + 32 * v < observations ? cells[at + 32 * v] : NAN;
#pragma unroll
    for (uint32_t v = 0; v < Values; ++v) {
      if constexpr (What != SumOf::kStandardised) pnl[v] = pnl[v] + present_or_zero(x[v]);
      if constexpr (What != SumOf::kPnl) standardised[v] = standardised[v] + member.standardised(x[v]);
    }
  }
}

/** Both sums over observations first .. first + 32 Values, read once when both come from the same cells. */
template <uint32_t Values>
__device__ __forceinline__ void sum_members(const ScoreMatrix& matrix, const uint32_t* members, uint32_t size,
                                            uint32_t first, bool with_correlation, double (&pnl)[Values],
                                            double (&standardised)[Values]) {
#pragma unroll
  for (uint32_t v = 0; v < Values; ++v) pnl[v] = standardised[v] = 0.0;
  if (!with_correlation) {
    sum_members<SumOf::kPnl>(matrix, members, size, first, pnl, standardised);
  } else if (!matrix.separate) {
    sum_members<SumOf::kBoth>(matrix, members, size, first, pnl, standardised);
  } else {
    sum_members<SumOf::kPnl>(matrix, members, size, first, pnl, standardised);
    sum_members<SumOf::kStandardised>(matrix, members, size, first, pnl, standardised);
  }
}

/** How many of the members are not constant; every lane gets it. */
__device__ __forceinline__ uint32_t count_varying(const ScoreMatrix& matrix, const uint32_t* members, uint32_t size) {
  uint32_t count = 0;
  for (uint32_t m = threadIdx.x % 32; m < size; m += 32) count += matrix.scale[members[m]].norm > 0.0 ? 1 : 0;
  for (uint32_t step = 16; step > 0; step /= 2) count += __shfl_xor_sync(0xffffffffu, count, step);
  return count;
}

}  // namespace tessera::cuda

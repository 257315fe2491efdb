// Sums over the members of a portfolio, observation by observation: lanes take observations, members are added in
// the order given, so every sum has the bits of a sequential one.
#pragma once

#include "backends/cuda/score/score_work.h"
#include "formulas/series/standardise.h"

namespace tessera::cuda {

/**
 * RN(d / b) from y = RN(1 / b), bit for bit what division gives: q1 is within one unit in the last place, and then
 * RN(q1 + r y) with the exact remainder r is the correctly rounded quotient (Markstein 1990). ColumnScale gives a
 * column an inverse only where nothing here over- or underflows. Five operations instead of the fifteen of a division.
 */
__device__ __forceinline__ double exact_quotient(double d, double b, double y) {
  const double q0 = d * y;
  const double q1 = fma(fma(-q0, b, d), y, q0);
  return fma(fma(-q1, b, d), y, q1);
}

/** One strategy as scoring reads it. */
struct Member {
  const double* pnl;
  const double* source;
  Scale scale;

  Member() = default;
  __device__ __forceinline__ Member(const ScoreMatrix& matrix, uint32_t strategy) {
    const uint64_t row = matrix.row_of == nullptr ? strategy : matrix.row_of[strategy];
    pnl = matrix.pnl.cells + row * matrix.pnl.pitch;
    source = matrix.source.cells + row * matrix.source.pitch;
    scale = matrix.scale[strategy];
  }
  __device__ __forceinline__ bool needs_division() const { return scale.inverse < 0.0; }
  /** z of a cell of `source`, as formulas::standardised; without a branch unless Divide. */
  template <bool Divide>
  __device__ __forceinline__ double standardised(double x) const {
    if constexpr (Divide) {
      if (needs_division()) return formulas::standardised(x, scale.mean, scale.norm);
    }
    const double z = exact_quotient(x - scale.mean, scale.norm, scale.inverse);
    return x == x ? z : 0.0;
  }
};

__device__ __forceinline__ double present_or_zero(double x) { return x == x ? x : 0.0; }

/** What a lane reads of the members when they are walked together. */
enum class SumOf { kBoth, kPnl, kStandardised };

/** Members whose cells are asked for before the first is used: the cells come from far. */
constexpr uint32_t kMembersTogether = 8;

template <SumOf What, bool Divide, uint32_t Values>
__device__ __forceinline__ void add_member(const Member& member, const double (&x)[Values], double (&pnl)[Values],
                                           double (&standardised)[Values]) {
#pragma unroll
  for (uint32_t v = 0; v < Values; ++v) {
    if constexpr (What != SumOf::kStandardised) pnl[v] = pnl[v] + present_or_zero(x[v]);
    if constexpr (What != SumOf::kPnl) standardised[v] = standardised[v] + member.template standardised<Divide>(x[v]);
  }
}

/**
 * pnl[v] and standardised[v] += the members' cells at observation first + 32 v + lane; cells behind the last observation add 0.
 * The whole warp calls it.
 */
template <SumOf What, uint32_t Values>
__device__ __forceinline__ void add_members(const ScoreMatrix& matrix, const uint32_t* members, uint32_t size, uint32_t first,
                                            double (&pnl)[Values], double (&standardised)[Values]) {
  const uint32_t observations = What == SumOf::kStandardised ? matrix.source.observations : matrix.pnl.observations;
  const uint32_t at = first + threadIdx.x % 32;
  for (uint32_t begin = 0; begin < size; begin += kMembersTogether) {
    Member member[kMembersTogether];
    double x[kMembersTogether][Values];
    bool divide = false;
#pragma unroll
    for (uint32_t m = 0; m < kMembersTogether; ++m) {
      // Behind the last member the last is read again and not added.
      member[m] = Member(matrix, members[min(begin + m, size - 1)]);
      const double* const cells = What == SumOf::kStandardised ? member[m].source : member[m].pnl;
#pragma unroll
      for (uint32_t v = 0; v < Values; ++v) x[m][v] = at + 32 * v < observations ? cells[at + 32 * v] : NAN;
    }
#pragma unroll
    for (uint32_t m = 0; m < kMembersTogether; ++m) divide = divide || member[m].needs_division();
    if (divide) {
#pragma unroll
      for (uint32_t m = 0; m < kMembersTogether; ++m) {
        if (begin + m < size) add_member<What, true>(member[m], x[m], pnl, standardised);
      }
    } else {
#pragma unroll
      for (uint32_t m = 0; m < kMembersTogether; ++m) {
        if (begin + m < size) add_member<What, false>(member[m], x[m], pnl, standardised);
      }
    }
  }
}

/** Both sums over observations first .. first + 32 Values, read once when both come from the same cells. */
template <uint32_t Values>
__device__ __forceinline__ void sum_members(const ScoreMatrix& matrix, const uint32_t* members, uint32_t size, uint32_t first,
                                            bool with_correlation, double (&pnl)[Values], double (&standardised)[Values]) {
#pragma unroll
  for (uint32_t v = 0; v < Values; ++v) pnl[v] = standardised[v] = 0.0;
  if (!with_correlation) {
    add_members<SumOf::kPnl>(matrix, members, size, first, pnl, standardised);
  } else if (!matrix.separate) {
    add_members<SumOf::kBoth>(matrix, members, size, first, pnl, standardised);
  } else {
    add_members<SumOf::kPnl>(matrix, members, size, first, pnl, standardised);
    add_members<SumOf::kStandardised>(matrix, members, size, first, pnl, standardised);
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

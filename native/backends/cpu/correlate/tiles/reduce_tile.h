#pragma once

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/device/lanes.h"
#include "formulas/hd.h"

namespace tessera::cpu {
namespace {

using formulas::larger;
using formulas::smaller;
using formulas::splat;

typedef int32_t IntVec __attribute__((vector_size(TSR_LANES * 4)));

/** Rows handled together, so that the columns' running values are read and written once for all of them. */
constexpr uint32_t kTogether = 4;

inline double lane_sum(Vec value) {
  double sum = 0.0;
  for (uint32_t lane = 0; lane < kLanes; ++lane) sum += value[lane];
  return sum;
}

inline double lane_max(Vec value) {
  double largest = value[0];
  for (uint32_t lane = 1; lane < kLanes; ++lane) largest = value[lane] > largest ? value[lane] : largest;
  return largest;
}

/** Bin of rho; equal bins over [-1, 1], the last closed. Add, then multiply: no contraction can change it. */
inline uint32_t bin_of(double rho, double half, uint32_t bins) {
  const int32_t bin = static_cast<int32_t>((rho + 1.0) * half);
  return static_cast<uint32_t>(bin < 0 ? 0 : bin >= static_cast<int32_t>(bins) ? static_cast<int32_t>(bins) - 1 : bin);
}

template <bool Signed, bool Histogram>
void reduce_rows(const TileReduction& job, uint32_t first) {
  const double half = 0.5 * job.bins;
  const IntVec last = static_cast<int32_t>(job.bins) - 1 - IntVec{};
  Vec sum[kTogether] = {}, total[kTogether] = {}, most[kTogether] = {}, top[kTogether];
  for (Vec& value : top) value = splat<Vec>(-1.0);
  uint32_t bins[kTogether][kLanes];
  uint32_t* histograms[kCopies];
  for (uint32_t copy = 0; copy < kCopies; ++copy) histograms[copy] = job.histogram + copy * job.histogram_stride;
  for (uint32_t j = 0; j < kTile; j += kLanes) {
    Vec column_abs = load(job.column_abs + j);
    Vec column_max = load(job.column_max + j);
    Vec column_sum = Signed ? load(job.column_sum + j) : Vec{};
    for (uint32_t r = 0; r < kTogether; ++r) {
      const Vec rho = load(job.rho + (first + r) * kTile + j);
      const Vec magnitude = smaller(formulas::absolute(rho), splat<Vec>(1.0));
      total[r] = total[r] + magnitude;
      most[r] = larger(magnitude, most[r]);
      top[r] = larger(rho, top[r]);
      column_abs = column_abs + magnitude;
      column_max = larger(magnitude, column_max);
      if constexpr (Signed) {
        sum[r] = sum[r] + rho;
        column_sum = column_sum + rho;
      }
      if constexpr (Histogram) {
        IntVec bin = __builtin_convertvector((rho + splat<Vec>(1.0)) * splat<Vec>(half), IntVec);
        bin = bin > last ? last : bin;
        memcpy(bins[r], &bin, sizeof bin);
      }
    }
    store(job.column_abs + j, column_abs);
    store(job.column_max + j, column_max);
    if constexpr (Signed) store(job.column_sum + j, column_sum);
    if constexpr (Histogram) {
      for (uint32_t r = 0; r < kTogether; ++r) {
        for (uint32_t lane = 0; lane < kLanes; ++lane) ++histograms[lane % kCopies][bins[r][lane]];
      }
    }
  }
  for (uint32_t r = 0; r < kTogether; ++r) {
    job.row_abs[first + r] = lane_sum(total[r]);
    job.row_max[first + r] = lane_max(most[r]);
    job.row_top[first + r] = lane_max(top[r]);
    if constexpr (Signed) job.row_sum[first + r] = lane_sum(sum[r]);
  }
}

/** Tiles on the diagonal and at the edge: a few in a hundred, one cell at a time. */
void reduce_part(const TileReduction& job) {
  const double half = 0.5 * job.bins;
  for (uint32_t i = 0; i < job.rows; ++i) {
    double sum = 0.0, total = 0.0, most = 0.0, top = -1.0;
    for (uint32_t j = job.diagonal ? i + 1 : 0; j < job.columns; ++j) {
      const double rho = job.rho[i * kTile + j];
      const double magnitude = smaller(formulas::absolute(rho), 1.0);
      sum += rho;
      total += magnitude;
      most = larger(magnitude, most);
      top = larger(rho, top);
      job.column_abs[j] += magnitude;
      job.column_max[j] = larger(magnitude, job.column_max[j]);
      if (job.column_sum != nullptr) job.column_sum[j] += rho;
      if (job.histogram != nullptr) ++job.histogram[bin_of(rho, half, job.bins)];
    }
    job.row_abs[i] = total;
    job.row_max[i] = most;
    job.row_top[i] = top;
    if (job.row_sum != nullptr) job.row_sum[i] = sum;
  }
}

void reduce(const TileReduction& job) {
  for (uint32_t j = 0; j < kTile; ++j) {
    job.row_abs[j] = job.row_max[j] = job.column_abs[j] = job.column_max[j] = 0.0;
    job.row_top[j] = -1.0;
    if (job.row_sum != nullptr) job.row_sum[j] = job.column_sum[j] = 0.0;
  }
  if (job.diagonal || job.rows < kTile || job.columns < kTile) return reduce_part(job);
  const bool wants_sum = job.row_sum != nullptr;
  const bool wants_histogram = job.histogram != nullptr;
  for (uint32_t i = 0; i < kTile; i += kTogether) {
    if (wants_sum && wants_histogram) reduce_rows<true, true>(job, i);
    if (wants_sum && !wants_histogram) reduce_rows<true, false>(job, i);
    if (!wants_sum && wants_histogram) reduce_rows<false, true>(job, i);
    if (!wants_sum && !wants_histogram) reduce_rows<false, false>(job, i);
  }
}

}  // namespace
}  // namespace tessera::cpu

#pragma once

#include "believable/choosing/pool.h"

namespace tessera::believable {

/** Draws of rows that the measured error of a figure is taken from. */
constexpr uint32_t kDraws = 20;

/** 20 draws of T rows with replacement, [kDraws][T], whole rows: row numbers 0 .. T - 1. */
std::vector<uint32_t> draw_rows(uint32_t observations, uint64_t seed);

/** The noise in z as a density over -10 .. 10 in bins of 0.05, linear between their middles; z is cut to +-9.9. */
struct ErrorKernel {
  static constexpr uint32_t kBins = 400;
  static constexpr double kWidth = 0.05, kOutermost = 10.0, kMost = 9.9;
  std::vector<double> density;  // [kBins]

  double at(double z) const;
};

/** The posterior mean under the error that this very table has, in place of a Gaussian one. */
struct Measured {
  double variance;        // V: what the rows' own autocorrelation does to the variance of a mean; 1 where block is 1
  double ratio_mean;      // A
  double ratio_variance;  // B
  ErrorKernel kernel;
  Prior prior;  // one of its points is mean f
  std::vector<double> theta;
};

/**
 * Steps a to d of the measured error. `draws` as of draw_rows, or given; `block` is the verdict's L: 1 = rows stand for
 * themselves, and V is 1. Where the table is too small for a prior, theta is that of the judgement.
 */
Measured measure_error(const Table& table, const Judgement& judgement, std::span<const uint32_t> draws, uint32_t block,
                       const FamilyPass& family_pass, WorkerPool& pool);

/**
 * M: the Sharpe ratio a row to be expected of an equal-weight portfolio: sum sd theta / max(sqrt(sum sd_i sd_j rho*_ij), the
 * recorded deviation of the members' sum). Members of `pool` by place. 0 where neither varies.
 */
double expected_sharpe(const Table& table, const Judgement& judgement, const Measured& measured, const Pool& pool,
                       std::span<const uint32_t> places);

/**
 * Lag-1 autocorrelation of a series: sum of (x_t - mean)(x_t+1 - mean) / sum of (x_t - mean)^2; 0 of one that does not vary.
 */
double lag_one(std::span<const double> series);

/** The median over strategies of their lag-1 autocorrelations; those that do not vary are left out. */
double median_lag_one(const Table& table, const Moments& moments, WorkerPool& pool);

}  // namespace tessera::believable

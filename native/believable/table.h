#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formulas/family_cell.h"
#include "search/worker_pool.h"
#include "storage/mapped_file.h"

namespace tessera::believable {

using search::WorkerPool;

/** Columns that one task of a pass over the table works on. Part of no result: sums of a column go row by row. */
constexpr uint32_t kBlock = 256;

/**
 * T rows of time by N strategies, time-major, borrowed: rows[t] points to N doubles of P&L in currency. A cell that is
 * missing or infinite counts as 0, as in the sums of portfolios.
 */
struct Table {
  uint32_t observations;
  uint32_t strategies;
  const double* const* rows;
  /** Rows are in a scratch file: a column is read as a whole page of every row, so that columns are read many at a time. */
  const std::string* scratch_folder = nullptr;

  /** Where matrices made of it lie; empty = in memory. */
  std::string folder() const { return scratch_folder == nullptr ? std::string() : *scratch_folder; }

  /** Begins to read columns of all rows, or all of a row, where they are on the disk. */
  void ahead(uint32_t begin, uint32_t width) const {
    if (scratch_folder != nullptr) storage::will_need(rows, observations, begin, width);
  }
  void row_ahead(size_t t) const {
    if (scratch_folder != nullptr && t < observations) storage::will_need(rows[t], strategies * sizeof(double));
  }

  double cell(uint32_t t, uint32_t strategy) const { return formulas::present_cell(rows[t][strategy]); }
};

/** How the rows of a table were made of those of a session: x = sign * (cell - centre) + added. */
struct RowsMade {
  std::vector<uint32_t> rows;
  std::vector<int8_t> signs;          // empty = all 1
  std::vector<double> centre, added;  // [N]; empty = 0
};

/** What is measured of every strategy, [N] each. A column whose cells are all equal has deviation, norm and Sharpe ratio 0. */
struct Moments {
  std::vector<double> mean;       // currency a row
  std::vector<double> deviation;  // with T - 1, currency
  std::vector<double> norm;       // root of the sum of squared deviations: z = (x - mean) / norm
  std::vector<double> sharpe;     // mean / deviation, a row: t_i of the definition
};

/** Sums in time order, float64. One row alone has no deviation. */
Moments measure(const Table& table, WorkerPool& pool);

/**
 * How far recorded volatilities can be believed: R = 2 c / (1 + c), c the correlation over strategies of the log deviation on
 * odd and on even rows (Spearman-Brown), over those that vary in both. 0 where fewer than three do, or c is not above 0.
 */
double odd_even_reliability(const Table& table, WorkerPool& pool);

/** The volatility exponent g = max(0, 1 - 8 (1 - R)). */
double volatility_exponent(double reliability);

/** Weights v_i = (deviation_i / median deviation)^g, [N]; all 1 where the median is 0. */
std::vector<double> volatility_weights(std::span<const double> deviation, double exponent);

/** Deviation with n - 1 of a list; 0 of fewer than two and where all are equal. */
double deviation_of(std::span<const double> values);

/** The middle value, of an even number the mean of the middle two; 0 of none. */
double median(std::span<const double> values);

/**
 * z of a column, [T]: mean 0, norm 1; all 0 for one that does not vary. The correlation of two is the sum of products in time
 * order.
 */
void standardise(const Table& table, const Moments& moments, uint32_t strategy, double* z);

/** z of these columns, [column][T], row by row as the cells lie; strategies ascending. */
void standardise(const Table& table, const Moments& moments, std::span<const uint32_t> strategies, double* z);

/** Pearson's r of two columns of standardise(), within -1..1. Every backend decides by this order of summation. */
inline double correlation(const double* a, const double* b, uint32_t observations) {
  double sum = 0.0;
  for (uint32_t t = 0; t < observations; ++t) sum += a[t] * b[t];
  return formulas::within_one(sum);
}

/**
 * The mean of r over all pairs, from the sum of the standardised columns: |z_1 + ... + z_N|^2 = varying + 2 x sum. 0 without a
 * pair.
 */
double mean_correlation(const Table& table, const Moments& moments, WorkerPool& pool);

}  // namespace tessera::believable

#include "believable/table.h"

#include <algorithm>
#include <cmath>

#include "search/island/functions.h"
#include "search/vector_clones.h"

namespace tessera::believable {
namespace {

/** Of rows on the disk, those that are asked for while one is worked on. */
constexpr size_t kRowsAhead = 8;

uint32_t blocks_of(uint32_t strategies) { return (strategies + kBlock - 1) / kBlock; }

/**
 * Of every `step`-th row from `from` on: mean and sum of squared deviations of `width` columns; 0 where all cells are equal.
 */
TESSERA_VECTOR_CLONES
void measure_block(const Table& table, uint32_t begin, uint32_t width, uint32_t from, uint32_t step, double* mean,
                   double* squares) {
  double smallest[kBlock], largest[kBlock];
  uint32_t count = 0;
  table.ahead(begin, width);
  for (uint32_t i = 0; i < width; ++i) {
    mean[i] = squares[i] = 0.0;
    smallest[i] = HUGE_VAL;
    largest[i] = -HUGE_VAL;
  }
  for (uint32_t t = from; t < table.observations; t += step, ++count) {
    const double* const row = table.rows[t] + begin;
    for (uint32_t i = 0; i < width; ++i) {
      const double x = formulas::present_cell(row[i]);
      mean[i] += x;
      smallest[i] = x < smallest[i] ? x : smallest[i];
      largest[i] = x > largest[i] ? x : largest[i];
    }
  }
  for (uint32_t i = 0; i < width; ++i) mean[i] = count > 0 ? mean[i] / count : 0.0;
  for (uint32_t t = from; t < table.observations; t += step) {
    const double* const row = table.rows[t] + begin;
    for (uint32_t i = 0; i < width; ++i) {
      const double d = formulas::present_cell(row[i]) - mean[i];
      squares[i] += d * d;
    }
  }
  // By comparison and not by variance: 0.1 added twenty times has a tiny variance in binary. Overflown squares say nothing.
  for (uint32_t i = 0; i < width; ++i) {
    if (!(smallest[i] < largest[i]) || !std::isfinite(squares[i])) squares[i] = 0.0;
  }
}

/** Pearson's r of two lists; 0 where one does not vary or there are fewer than three. */
double plain_correlation(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 3) return 0.0;
  double mean_a = 0.0, mean_b = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;
  for (size_t i = 0; i < a.size(); ++i) {
    mean_a += a[i];
    mean_b += b[i];
  }
  mean_a /= static_cast<double>(a.size());
  mean_b /= static_cast<double>(a.size());
  for (size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
    ab += (a[i] - mean_a) * (b[i] - mean_b);
  }
  const double r = ab / (std::sqrt(aa) * std::sqrt(bb));
  return std::isfinite(r) ? r : 0.0;
}

}  // namespace

Moments measure(const Table& table, WorkerPool& pool) {
  const uint32_t n = table.strategies;
  Moments m{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  pool.run(blocks_of(n), [&](size_t block) {
    const auto begin = static_cast<uint32_t>(block) * kBlock;
    const uint32_t width = std::min(kBlock, n - begin);
    double squares[kBlock];
    measure_block(table, begin, width, 0, 1, m.mean.data() + begin, squares);
    for (uint32_t i = 0; i < width; ++i) {
      const uint32_t k = begin + i;
      m.norm[k] = std::sqrt(squares[i]);
      m.deviation[k] = table.observations > 1 ? std::sqrt(squares[i] / (table.observations - 1)) : 0.0;
      const double ratio = m.deviation[k] > 0.0 ? m.mean[k] / m.deviation[k] : 0.0;
      m.sharpe[k] = std::isfinite(ratio) ? ratio : 0.0;
    }
  });
  return m;
}

double odd_even_reliability(const Table& table, WorkerPool& pool) {
  const uint32_t n = table.strategies;
  std::vector<double> half[2] = {std::vector<double>(n), std::vector<double>(n)};
  pool.run(blocks_of(n), [&](size_t block) {
    const auto begin = static_cast<uint32_t>(block) * kBlock;
    double mean[kBlock];
    for (uint32_t odd = 0; odd < 2; ++odd) {
      measure_block(table, begin, std::min(kBlock, n - begin), odd, 2, mean, half[odd].data() + begin);
    }
  });
  const double rows[2] = {static_cast<double>((table.observations + 1) / 2), static_cast<double>(table.observations / 2)};
  std::vector<double> logs[2];
  for (uint32_t i = 0; i < n; ++i) {
    if (!(half[0][i] > 0.0) || !(half[1][i] > 0.0)) continue;
    for (uint32_t odd = 0; odd < 2; ++odd)
      logs[odd].push_back(0.5 * search::island::logarithm(half[odd][i] / (rows[odd] - 1.0)));
  }
  const double c = plain_correlation(logs[0], logs[1]);
  return c > 0.0 ? 2.0 * c / (1.0 + c) : 0.0;
}

double volatility_exponent(double reliability) { return std::max(0.0, 1.0 - 8.0 * (1.0 - reliability)); }

std::vector<double> volatility_weights(std::span<const double> deviation, double exponent) {
  const double middle = median(deviation);
  std::vector<double> weights(deviation.size(), 1.0);
  if (!(middle > 0.0) || exponent == 0.0) return weights;
  for (size_t i = 0; i < weights.size(); ++i) {
    const double size = deviation[i] / middle;
    weights[i] = size > 0.0 ? search::island::exponential(exponent * search::island::logarithm(size)) : 0.0;
  }
  return weights;
}

double deviation_of(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (!(*least < *most)) return 0.0;
  double mean = 0.0, squares = 0.0;
  for (const double x : values) mean += x;
  mean /= static_cast<double>(values.size());
  for (const double x : values) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / (static_cast<double>(values.size()) - 1.0));
}

double median(std::span<const double> values) {
  if (values.empty()) return 0.0;
  std::vector<double> sorted(values.begin(), values.end());
  const auto middle = sorted.begin() + static_cast<ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  if (sorted.size() % 2 == 1) return *middle;
  return 0.5 * (*std::max_element(sorted.begin(), middle) + *middle);
}

void standardise(const Table& table, const Moments& moments, uint32_t strategy, double* z) {
  const double mean = moments.mean[strategy], norm = moments.norm[strategy];
  for (uint32_t t = 0; t < table.observations; ++t) z[t] = formulas::family_cell(table.rows[t][strategy], mean, norm);
}

void standardise(const Table& table, const Moments& moments, std::span<const uint32_t> strategies, double* z) {
  const size_t rows = table.observations;
  for (size_t t = 0; t < rows; ++t) {
    table.row_ahead(t + kRowsAhead);
    const double* const row = table.rows[t];
    for (size_t k = 0; k < strategies.size(); ++k) {
      const uint32_t i = strategies[k];
      z[k * rows + t] = formulas::family_cell(row[i], moments.mean[i], moments.norm[i]);
    }
  }
}

double mean_correlation(const Table& table, const Moments& moments, WorkerPool& pool) {
  const uint32_t n = table.strategies;
  if (n < 2) return 0.0;
  // Each row's sum is one task, so that its additions have one order whatever the number of threads.
  std::vector<double> sums(table.observations);
  pool.run(table.observations, [&](size_t t) {
    double sum = 0.0;
    table.row_ahead(t + kRowsAhead);
    for (uint32_t i = 0; i < n; ++i) {
      if (moments.norm[i] > 0.0) sum += (table.cell(static_cast<uint32_t>(t), i) - moments.mean[i]) / moments.norm[i];
    }
    sums[t] = sum;
  });
  double square = 0.0, varying = 0.0;
  for (const double sum : sums) square += sum * sum;
  for (const double norm : moments.norm) varying += norm > 0.0 ? 1.0 : 0.0;
  return (square - varying) / (static_cast<double>(n) * (n - 1.0));
}

}  // namespace tessera::believable

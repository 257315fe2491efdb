#include "believable/choosing/pool.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tessera::believable {

std::vector<uint32_t> most_believed(const Judgement& judgement, std::span<const uint32_t> candidates, size_t count) {
  std::vector<uint32_t> order(candidates.begin(), candidates.end());
  const auto higher = [&](uint32_t a, uint32_t b) {
    return judgement.theta[a] != judgement.theta[b] ? judgement.theta[a] > judgement.theta[b] : a < b;
  };
  if (count < order.size()) {
    std::nth_element(order.begin(), order.begin() + static_cast<ptrdiff_t>(count), order.end(), higher);
    order.resize(count);
  }
  std::ranges::sort(order);
  return order;
}

namespace {

/** Correlations of columns of a table, [size][size]. */
std::vector<double> correlations_of(const Table& table, const Moments& moments, std::span<const uint32_t> columns,
                                    WorkerPool& pool) {
  const size_t size = columns.size();
  const uint32_t rows = table.observations;
  std::vector<double> z(size * rows), r(size * size);
  standardise(table, moments, columns, z.data());
  pool.run(size, [&](size_t i) {
    for (size_t j = 0; j <= i; ++j) {
      r[i * size + j] = r[j * size + i] = i == j ? 1.0 : correlation(z.data() + i * rows, z.data() + j * rows, rows);
    }
  });
  return r;
}

/** The same on other rows, whose cells are gathered first; 0 with a strategy that does not vary. */
std::vector<double> correlations_of(const PairRows& pairs, std::span<const uint32_t> strategies, WorkerPool& pool) {
  const size_t size = strategies.size();
  const auto rows = static_cast<uint32_t>(pairs.rows.size());
  std::vector<double> cells(rows * size);
  std::vector<const double*> gathered;
  for (uint32_t t = 0; t < rows; ++t) {
    const double sign = pairs.signs.empty() ? 1.0 : pairs.signs[t];
    for (size_t i = 0; i < size; ++i) cells[t * size + i] = sign * formulas::present_cell(pairs.rows[t][strategies[i]]);
    gathered.push_back(cells.data() + t * size);
  }
  std::vector<uint32_t> all(size);
  std::iota(all.begin(), all.end(), 0u);
  const Table table{rows, static_cast<uint32_t>(size), gathered.data()};
  return correlations_of(table, measure(table, pool), all, pool);
}

}  // namespace

Pool pool_of(const Table& table, const Judgement& judgement, std::span<const uint32_t> strategies, WorkerPool& pool,
             const PairRows* pairs) {
  const size_t size = strategies.size();
  Pool made{{strategies.begin(), strategies.end()}, {}, {}, std::vector<double>(size * size), {}};
  for (const uint32_t strategy : strategies) {
    made.theta.push_back(judgement.theta[strategy]);
    made.weight.push_back(judgement.weight[strategy]);
  }
  made.r = correlations_of(table, judgement.moments, strategies, pool);
  pool.run(size, [&](size_t i) {
    made.rho[i * size + i] = 1.0;
    for (size_t j = 0; j < i; ++j) made.rho[i * size + j] = made.rho[j * size + i] = judgement.rho.at(made.r[i * size + j]);
  });
  if (pairs != nullptr) made.r = correlations_of(*pairs, strategies, pool);
  return made;
}

std::vector<uint32_t> Pool::places_of(std::span<const uint32_t> members) const {
  std::vector<uint32_t> places;
  for (const uint32_t member : members) {
    places.push_back(static_cast<uint32_t>(std::ranges::lower_bound(strategies, member) - strategies.begin()));
  }
  return places;
}

std::vector<uint32_t> Pool::members_of(std::span<const uint32_t> places) const {
  std::vector<uint32_t> members;
  for (const uint32_t place : places) members.push_back(strategies[place]);
  return members;
}

double value_of(const Pool& pool, std::span<const uint32_t> places) {
  double numerator = 0.0, square = 0.0;
  for (const uint32_t i : places) {
    numerator += pool.weight[i] * pool.theta[i];
    for (const uint32_t j : places) square += pool.weight[i] * pool.weight[j] * pool.rho[i * pool.size() + j];
  }
  return square > 0.0 ? numerator / std::sqrt(square) : 0.0;
}

Holding::Holding(const Pool& pool) : pool_(pool), holds_(pool.size(), 0), with_members_(pool.size(), 0.0) {}

double Holding::quotient(double numerator, double square) { return square > 0.0 ? numerator / std::sqrt(square) : 0.0; }

double Holding::value_with(uint32_t in) const {
  const double v = pool_.weight[in];
  return quotient(numerator_ + v * pool_.theta[in], square_ + 2.0 * with_members_[in] + v * v);
}

double Holding::value_of_swap(uint32_t out, uint32_t in) const {
  const double v_out = pool_.weight[out], v_in = pool_.weight[in];
  const double numerator = numerator_ - v_out * pool_.theta[out] + v_in * pool_.theta[in];
  const double square = square_ - 2.0 * with_members_[out] + v_out * v_out +
                        2.0 * (with_members_[in] - v_out * v_in * pool_.rho[out * pool_.size() + in]) + v_in * v_in;
  return quotient(numerator, square);
}

void Holding::add(uint32_t in) {
  holds_[in] = 1;
  members_.insert(std::ranges::lower_bound(members_, in), in);
  refresh();
}

void Holding::drop(uint32_t out) {
  holds_[out] = 0;
  members_.erase(std::ranges::lower_bound(members_, out));
  refresh();
}

/** Anew from the members in their order: nothing drifts, and the value hangs on the members alone. */
void Holding::refresh() {
  numerator_ = square_ = 0.0;
  std::ranges::fill(with_members_, 0.0);
  for (const uint32_t m : members_) {
    numerator_ += pool_.weight[m] * pool_.theta[m];
    const double* const row = pool_.rho.data() + m * pool_.size();
    for (size_t k = 0; k < pool_.size(); ++k) with_members_[k] += pool_.weight[m] * row[k];
  }
  for (size_t k = 0; k < pool_.size(); ++k) with_members_[k] *= pool_.weight[k];
  for (const uint32_t m : members_) square_ += with_members_[m];
}

}  // namespace tessera::believable

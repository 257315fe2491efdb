#include "believable/choose.h"

#include <algorithm>
#include <cmath>

namespace tessera::believable {
namespace {

/** A swap must raise the value by more than rounding could. */
constexpr double kLeastGain = 1e-12;

/** A swap between places of the pool and what it comes to. */
struct Found {
  uint32_t out = 0, in = 0;
  double value = -HUGE_VAL;
};

bool better(double value, double than) { return value > than + kLeastGain * std::max(1.0, std::fabs(than)); }

std::vector<uint32_t> strategies_of(const Pool& pool, std::span<const uint32_t> places) {
  std::vector<uint32_t> strategies;
  for (const uint32_t place : places) strategies.push_back(pool.strategies[place]);
  return strategies;
}

uint32_t place_of(const Pool& pool, uint32_t strategy) {
  return static_cast<uint32_t>(std::ranges::lower_bound(pool.strategies, strategy) - pool.strategies.begin());
}

std::vector<uint8_t> marks(const Pool& pool, std::span<const uint32_t> strategies) {
  std::vector<uint8_t> marked(pool.size(), 0);
  for (const uint32_t strategy : strategies) marked[place_of(pool, strategy)] = 1;
  return marked;
}

/** Running sum of members' P&L, [T], currency. */
std::vector<double> sum_of(const Table& table, std::span<const uint32_t> strategies) {
  std::vector<double> sum(table.observations, 0.0);
  for (const uint32_t strategy : strategies) {
    for (uint32_t t = 0; t < table.observations; ++t) sum[t] += table.cell(t, strategy);
  }
  return sum;
}

double ratio_of(const double* sum, const double* out, const double* in, uint32_t rows, double members,
                const RewardToRisk& rule) {
  double equity = 0.0, peak = rule.peak_from_zero ? 0.0 : -HUGE_VAL, drawdown = 0.0;
  for (uint32_t t = 0; t < rows; ++t) {
    equity += out == nullptr ? sum[t] : (sum[t] - out[t]) + in[t];
    peak = std::max(peak, equity);
    drawdown = std::max(drawdown, peak - equity);
  }
  const double risk = std::max(drawdown / members, rule.floor);
  return risk > 0.0 ? equity / members / risk : 0.0;
}

}  // namespace

Pool make_pool(const Table& table, const Judgement& judgement, size_t count, std::span<const uint32_t> included,
               std::span<const uint8_t> allowed, WorkerPool& pool) {
  std::vector<uint32_t> order;
  std::vector<uint8_t> inside(table.strategies, 0);
  for (const uint32_t strategy : included) inside[strategy] = 1;
  for (uint32_t i = 0; i < table.strategies; ++i) {
    if (inside[i] == 0 && (allowed.empty() || allowed[i] != 0)) order.push_back(i);
  }
  const size_t wanted = count > included.size() ? std::min(count - included.size(), order.size()) : 0;
  const auto higher = [&](uint32_t a, uint32_t b) {
    return judgement.theta[a] != judgement.theta[b] ? judgement.theta[a] > judgement.theta[b] : a < b;
  };
  std::nth_element(order.begin(), order.begin() + static_cast<ptrdiff_t>(wanted), order.end(), higher);
  order.resize(wanted);
  order.insert(order.end(), included.begin(), included.end());
  std::ranges::sort(order);
  return pool_of(table, judgement, order, pool);
}

Pool pool_of(const Table& table, const Judgement& judgement, std::span<const uint32_t> strategies, WorkerPool& pool) {
  const size_t size = strategies.size();
  const uint32_t rows = table.observations;
  Pool made{{strategies.begin(), strategies.end()}, {}, {}, std::vector<double>(size * size), std::vector<double>(size * size)};
  for (const uint32_t strategy : strategies) {
    made.theta.push_back(judgement.theta[strategy]);
    made.weight.push_back(judgement.weight[strategy]);
  }
  std::vector<double> z(size * rows);
  for (size_t i = 0; i < size; ++i) standardise(table, judgement.moments, strategies[i], z.data() + i * rows);
  pool.run(size, [&](size_t i) {
    for (size_t j = 0; j <= i; ++j) {
      const double r = i == j ? 1.0 : correlation(z.data() + i * rows, z.data() + j * rows, rows);
      made.r[i * size + j] = made.r[j * size + i] = r;
      made.rho[i * size + j] = made.rho[j * size + i] = i == j ? 1.0 : judgement.rho.at(r);
    }
  });
  return made;
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

void Holding::swap(uint32_t out, uint32_t in) {
  holds_[out] = 0;
  members_.erase(std::ranges::lower_bound(members_, out));
  add(in);
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

Chosen choose(const Pool& pool, uint32_t n, std::span<const uint32_t> included) {
  Chosen chosen{};
  Holding holding(pool);
  for (const uint32_t strategy : included) holding.add(place_of(pool, strategy));
  while (holding.members().size() < n) {
    Found found;
    for (uint32_t k = 0; k < pool.size(); ++k) {
      if (holding.holds(k)) continue;
      const double value = holding.value_with(k);
      if (found.value == -HUGE_VAL || value > found.value) found = {0, k, value};
    }
    holding.add(found.in);
  }
  chosen.greedy = {strategies_of(pool, holding.members()), value_of(pool, holding.members())};
  const std::vector<uint8_t> stays = marks(pool, included);
  while (true) {
    Found found;
    for (const uint32_t out : holding.members()) {
      if (stays[out] != 0) continue;
      for (uint32_t in = 0; in < pool.size(); ++in) {
        if (holding.holds(in)) continue;
        const double value = holding.value_of_swap(out, in);
        if (value > found.value) found = {out, in, value};
        ++chosen.swaps_judged;
      }
    }
    if (!better(found.value, holding.value())) break;
    holding.swap(found.out, found.in);
  }
  chosen.best = {strategies_of(pool, holding.members()), value_of(pool, holding.members())};
  return chosen;
}

double reward_to_risk(const Table& table, std::span<const uint32_t> members, const RewardToRisk& rule) {
  const std::vector<double> sum = sum_of(table, members);
  return ratio_of(sum.data(), nullptr, nullptr, table.observations, static_cast<double>(members.size()), rule);
}

Within raise_reward_to_risk(const Table& table, const Pool& pool, const Choice& best, std::span<const uint32_t> included,
                            double slack, const RewardToRisk& rule) {
  const uint32_t rows = table.observations;
  const std::vector<uint8_t> stays = marks(pool, included);
  // Of a value below 0 the slack would ask for more than there is.
  const double least = best.value - slack * std::fabs(best.value);
  std::vector<double> columns(pool.size() * rows);
  for (size_t k = 0; k < pool.size(); ++k) {
    for (uint32_t t = 0; t < rows; ++t) columns[k * rows + t] = table.cell(t, pool.strategies[k]);
  }
  Holding holding(pool);
  for (const uint32_t strategy : best.members) holding.add(place_of(pool, strategy));
  double ratio = reward_to_risk(table, best.members, rule);
  while (true) {
    const std::vector<double> sum = sum_of(table, strategies_of(pool, holding.members()));
    Found found;
    for (const uint32_t out : holding.members()) {
      if (stays[out] != 0) continue;
      for (uint32_t in = 0; in < pool.size(); ++in) {
        if (holding.holds(in) || !(holding.value_of_swap(out, in) >= least)) continue;
        const double value = ratio_of(sum.data(), columns.data() + size_t{out} * rows, columns.data() + size_t{in} * rows, rows,
                                      static_cast<double>(holding.members().size()), rule);
        if (value > found.value) found = {out, in, value};
      }
    }
    if (!better(found.value, ratio)) break;
    holding.swap(found.out, found.in);
    ratio = reward_to_risk(table, strategies_of(pool, holding.members()), rule);
  }
  return {{strategies_of(pool, holding.members()), value_of(pool, holding.members())}, ratio};
}

}  // namespace tessera::believable

#include "believable/choosing/selection.h"

#include <algorithm>

#include "search/island/state.h"

namespace tessera::believable {
namespace {

using search::Score;
namespace island = search::island;

/** Less than this is rounding of correlations, not an excess. */
constexpr double kRounding = 1e-12;

double clean(double excess) { return excess > kRounding ? excess : 0.0; }

/** A swap between places of the pool and what it comes to. */
struct Found {
  bool any = false;
  uint32_t out = 0, in = 0;
  Score score{0.0, 0.0};
};

}  // namespace

Selection::Selection(const Table& table, const Pool& pool, const search::Problem& problem, const RewardToRisk& rule,
                     const search::Interrupt& interrupt)
    : table_(table),
      pool_(pool),
      problem_(problem),
      seen_(problem.view()),
      rule_(rule),
      interrupt_(interrupt),
      holding_(pool),
      excess_(pool.size(), 0.0),
      counts_(seen_.group_count, 0),
      holds_(problem.strategies, 0),
      sum_(table.observations, 0.0) {
  chain_.counts = counts_.data();
  chain_.holds = holds_.data();
  if (problem.limits_drawdown() || table.scratch_folder != nullptr) load_columns();
}

bool Selection::build() {
  for (const uint32_t place : pool_.places_of(problem_.fixed)) change(place, 1);
  while (chain_.count < problem_.size) {
    interrupt_.stop_if_requested();
    Found found;
    for (uint32_t k = 0; k < pool_.size(); ++k) {
      if (!island::accepts(seen_, chain_, pool_.strategies[k])) continue;
      const Score score{pair_excess_ + excess_[k], holding_.value_with(k)};
      ++judged_;
      if (!found.any || better(score, found.score)) found = {true, 0, k, score};
    }
    if (!found.any) return false;
    change(found.in, 1);
  }
  return true;
}

/** Visits the swaps that the groups allow. */
template <class Visit>
void Selection::for_each_swap(const Visit& visit) {
  const std::vector<uint32_t> members = holding_.members();
  for (const uint32_t out : members) {
    if (problem_.allowed[pool_.strategies[out]] == 0) continue;
    for (uint32_t in = 0; in < pool_.size(); ++in) {
      if (holding_.holds(in) || !island::groups_allow(seen_, chain_, {pool_.strategies[out], pool_.strategies[in]})) continue;
      ++judged_;
      visit(out, in);
    }
  }
}

void Selection::descend() {
  while (true) {
    interrupt_.stop_if_requested();
    Found found;
    for_each_swap([&](uint32_t out, uint32_t in) {
      const Score score = score_of_swap(out, in);
      if (!found.any || better(score, found.score)) found = {true, out, in, score};
    });
    if (!found.any || !improves(found.score, score())) return;
    swap(found.out, found.in);
  }
}

void Selection::raise_ratio(double least) {
  load_columns();
  while (true) {
    interrupt_.stop_if_requested();
    const double violation = score().violation, ratio = this->ratio();
    Found found;
    for_each_swap([&](uint32_t out, uint32_t in) {
      if (!(holding_.value_of_swap(out, in) >= least)) return;
      if (violation_of_swap(out, in) > violation) return;
      const Score score{0.0, path_of_swap(out, in).ratio(problem_.size, rule_.floor)};
      if (!found.any || better(score, found.score)) found = {true, out, in, score};
    });
    if (!found.any || !improves(found.score, {0.0, ratio})) return;
    swap(found.out, found.in);
  }
}

void Selection::take(std::span<const uint32_t> places) {
  while (!holding_.members().empty()) change(holding_.members().back(), -1);
  for (const uint32_t place : places) change(place, 1);
}

Score Selection::score() const {
  const double drawdown = problem_.limits_drawdown() ? excess_of(path()) : 0.0;
  return {clean(pair_excess_) + drawdown, holding_.value() - island::balance_penalty(seen_, counts_.data())};
}

double Selection::ratio() const { return path().ratio(problem_.size, rule_.floor); }

double Selection::over(uint32_t a, uint32_t b) const {
  return clean(pool_.r[a * pool_.size() + b] - problem_.max_pair_correlation);
}

double Selection::excess_of(const EquityPath& path) const {
  return island::drawdown_excess(path.drawdown / static_cast<double>(problem_.size), problem_.max_drawdown);
}

EquityPath Selection::path_of_swap(uint32_t out, uint32_t in) const {
  const double* const columns = columns_.data();
  return {sum_.data(), columns + size_t{out} * rows(), columns + size_t{in} * rows(), rows(), rule_.peak_from_zero};
}

double Selection::violation_of_swap(uint32_t out, uint32_t in) const {
  double violation = 0.0;
  if (problem_.limits_pairs()) violation = clean(pair_excess_ - excess_[out]) + clean(excess_[in] - over(in, out));
  if (problem_.limits_drawdown()) violation += excess_of(path_of_swap(out, in));
  return violation;
}

Score Selection::score_of_swap(uint32_t out, uint32_t in) const {
  double fitness = holding_.value_of_swap(out, in);
  if (seen_.grouping_count > 0) {
    fitness -= island::balance_penalty(seen_, counts_.data()) +
               island::balance_change(seen_, chain_, {pool_.strategies[out], pool_.strategies[in]});
  }
  return {violation_of_swap(out, in), fitness};
}

void Selection::swap(uint32_t out, uint32_t in) {
  change(out, -1);
  change(in, 1);
}

/** A place comes in (1) or leaves (-1). */
void Selection::change(uint32_t place, int by) {
  const uint32_t strategy = pool_.strategies[place];
  if (by > 0) {
    holding_.add(place);
  } else {
    holding_.drop(place);
  }
  island::count_member(seen_, chain_, strategy, by);
  holds_[strategy] = by > 0 ? 1 : 0;
  chain_.count += static_cast<uint32_t>(by);
  std::ranges::fill(sum_, 0.0);
  for (const uint32_t member : holding_.members()) {
    const double* const column = columns_.empty() ? nullptr : columns_.data() + member * size_t{rows()};
    for (uint32_t t = 0; t < rows(); ++t) sum_[t] += column != nullptr ? column[t] : table_.cell(t, pool_.strategies[member]);
  }
  if (!problem_.limits_pairs()) return;
  std::ranges::fill(excess_, 0.0);
  for (const uint32_t member : holding_.members()) {
    for (uint32_t k = 0; k < pool_.size(); ++k) excess_[k] += k == member ? 0.0 : over(k, member);
  }
  pair_excess_ = 0.0;
  for (const uint32_t member : holding_.members()) pair_excess_ += excess_[member] / 2.0;
}

void Selection::load_columns() {
  if (!columns_.empty()) return;
  columns_.resize(pool_.size() * rows());
  for (uint32_t t = 0; t < rows(); ++t) {
    table_.row_ahead(t + 1);
    for (size_t k = 0; k < pool_.size(); ++k) columns_[k * rows() + t] = table_.cell(t, pool_.strategies[k]);
  }
}

}  // namespace tessera::believable

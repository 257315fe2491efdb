#include "search/host/evaluator.h"

#include <algorithm>

#include "search/island/chain.h"
#include "search/island/state.h"
#include "search/search_error.h"

namespace tessera::search {

namespace {
/** Less than this is rounding of sums of correlations, not an excess. */
constexpr double kRounding = 1e-12;
}  // namespace

double Limits::drawdown(double drawdown) const { return island::drawdown_excess(drawdown, problem_.max_drawdown); }

double Limits::pair(const double* a, const double* b) const {
  double rho = 0;
  for (uint32_t t = 0; t < problem_.correlation_observations; ++t) rho += a[t] * b[t];
  const double excess = rho - problem_.max_pair_correlation;
  return excess > kRounding ? excess : 0;
}

double Limits::all_pairs(const std::vector<double>& columns) const {
  const size_t rows = problem_.correlation_observations;
  const size_t count = columns.size() / rows;
  double total = 0;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < i; ++j) total += pair(columns.data() + i * rows, columns.data() + j * rows);
  }
  return total;
}

double Limits::pairs_after(const island::Chain& chain, const LimitedPairs& pairs, Swap swap, const double* column) const {
  const size_t rows = problem_.correlation_observations;
  const auto place = std::lower_bound(chain.members, chain.members + problem_.size, swap.out) - chain.members;
  const double* leaving = pairs.columns.data() + static_cast<size_t>(place) * rows;
  double before = pairs.excess, after = 0;
  for (size_t j = 0; j < problem_.size; ++j) {
    const double* member = pairs.columns.data() + j * rows;
    if (member == leaving) continue;
    if (pairs.excess > 0) before -= pair(leaving, member);
    after += pair(column, member);
  }
  return (before > kRounding ? before : 0) + after;
}

void Evaluator::run(tsr_op op, void* params) {
  const tsr_status status = problem_.backend->run(problem_.session, op, params);
  if (status != TSR_OK) throw SearchError(status, problem_.backend->last_error(problem_.session));
}

void Evaluator::sums(std::span<const uint32_t> members, uint32_t size, double* pnl, double* standardised, uint32_t* varying) {
  tsr_portfolio_sums_params params{};
  params.struct_size = sizeof params;
  params.size = size;
  params.portfolio_count = members.size() / size;
  params.members = members.data();
  params.pnl_sum = pnl;
  params.standardised_sum = standardised;
  params.varying = varying;
  run(TSR_OP_PORTFOLIO_SUMS, &params);
}

void Evaluator::refresh(island::Chain& chain) {
  const std::span<const uint32_t> members(chain.members, problem_.size);
  if (reads_sums()) sums(members, problem_.size, chain.pnl_sum, chain.standardised_sum, &chain.varying);
  score_portfolios(members, {&chain.score, 1});
  load_members(chain);
}

void Evaluator::load_members(const island::Chain& chain) {
  if (problem_.believed) believed_.stand_at({chain.members, problem_.size});
  if (!problem_.limits_pairs()) return;
  pairs_.columns.resize(size_t{problem_.size} * problem_.correlation_observations);
  load_columns({chain.members, problem_.size}, pairs_.columns);
  pairs_.excess = limits_.all_pairs(pairs_.columns);
}

void Evaluator::load_columns(std::span<const uint32_t> strategies, std::vector<double>& columns) {
  pnl_.resize(strategies.size() * problem_.observations);
  columns.resize(strategies.size() * problem_.correlation_observations);
  varying_.resize(strategies.size());
  sums(strategies, 1, pnl_.data(), columns.data(), varying_.data());
}

void Evaluator::pnl_sums(std::span<const uint32_t> members, uint32_t size, double* pnl) {
  const size_t count = members.size() / size;
  columns_.resize(count * problem_.correlation_observations);
  varying_.resize(count);
  sums(members, size, pnl, columns_.data(), varying_.data());
}

void Evaluator::raw_portfolios(std::span<const uint32_t> members, size_t count) {
  fitness_.resize(count);
  components_.resize(count * TSR_COMPONENT_COUNT);
  if (!problem_.believed || problem_.limits_drawdown()) {
    tsr_score_portfolios_params params{};
    params.struct_size = sizeof params;
    params.size = problem_.size;
    params.portfolio_count = count;
    params.members = members.data();
    params.objective = problem_.objective;
    params.fitness = fitness_.data();
    params.components = components_.data();
    run(TSR_OP_SCORE_PORTFOLIOS, &params);
  }
  if (!problem_.believed) return;
  for (size_t k = 0; k < count; ++k) fitness_[k] = believed_.value(members.subspan(k * problem_.size, problem_.size));
}

void Evaluator::score_portfolios(std::span<const uint32_t> members, std::span<Score> scores) {
  raw_portfolios(members, scores.size());
  if (head_) island::count_portfolios(*head_, scores.size(), problem_.size);
  for (size_t k = 0; k < scores.size(); ++k) {
    const auto list = members.subspan(k * problem_.size, problem_.size);
    scores[k].fitness = fitness_[k];
    scores[k].violation =
        problem_.limits_drawdown() ? limits_.drawdown(components_[k * TSR_COMPONENT_COUNT + TSR_COMPONENT_MAX_DRAWDOWN]) : 0;
    if (!problem_.groupings.empty()) {
      scores[k].fitness -= island::balance_penalty(view_, count_groups(list));
    }
    if (problem_.limits_pairs()) {
      load_columns(list, columns_);
      scores[k].violation += limits_.all_pairs(columns_);
    }
  }
}

void Evaluator::raw_swaps(const island::Chain& chain, std::span<const Swap> swaps, const tsr_objective& objective,
                          std::vector<double>& values) {
  out_.resize(swaps.size());
  in_.resize(swaps.size());
  values.resize(swaps.size());
  for (size_t k = 0; k < swaps.size(); ++k) {
    out_[k] = swaps[k].out;
    in_[k] = swaps[k].in;
  }
  tsr_score_swaps_params params{};
  params.struct_size = sizeof params;
  params.size = problem_.size;
  params.chain_count = 1;
  params.pnl_sum = chain.pnl_sum;
  params.standardised_sum = chain.standardised_sum;
  params.varying = &chain.varying;
  params.swap_count = swaps.size();
  params.out_member = out_.data();
  params.in_member = in_.data();
  params.objective = objective;
  params.fitness = values.data();
  run(TSR_OP_SCORE_SWAPS, &params);
}

void Evaluator::score_swaps(const island::Chain& chain, std::span<const Swap> swaps, std::span<Score> scores,
                            double interesting) {
  if (swaps.empty()) return;
  if (problem_.believed) {
    fitness_.resize(swaps.size());
    believed_.values_of_swaps(swaps, fitness_);
  } else {
    raw_swaps(chain, swaps, problem_.objective, fitness_);
  }
  if (head_) head_->evaluations += swaps.size();
  for (size_t k = 0; k < swaps.size(); ++k) scores[k] = {0, fitness_[k]};
  if (!problem_.groupings.empty()) {
    const double now = island::balance_penalty(view_, chain.counts);
    for (size_t k = 0; k < swaps.size(); ++k) {
      scores[k].fitness -= now + island::balance_change(view_, chain, swaps[k]);
    }
  }
  if (problem_.limits_pairs() || problem_.limits_drawdown()) add_violations(chain, swaps, scores, interesting);
}

void Evaluator::add_violations(const island::Chain& chain, std::span<const Swap> swaps, std::span<Score> scores,
                               double interesting) {
  const bool all = chain.score.violation > 0;
  asked_.clear();
  positions_.clear();
  for (size_t k = 0; k < swaps.size(); ++k) {
    if (!all && !(scores[k].fitness > interesting)) continue;
    asked_.push_back(swaps[k]);
    positions_.push_back(k);
  }
  if (asked_.empty()) return;
  if (problem_.limits_drawdown()) {
    tsr_objective drawdown = problem_.objective;
    drawdown.metric = TSR_OBJECTIVE_LESS_MAX_DD;
    drawdown.penalty = TSR_PENALTY_NONE;
    raw_swaps(chain, asked_, drawdown, fitness_);
    for (size_t k = 0; k < asked_.size(); ++k) scores[positions_[k]].violation = limits_.drawdown(-fitness_[k]);
  }
  if (problem_.limits_pairs()) {
    incoming_.resize(asked_.size());
    for (size_t k = 0; k < asked_.size(); ++k) incoming_[k] = asked_[k].in;
    load_columns(incoming_, columns_);
    for (size_t k = 0; k < asked_.size(); ++k) {
      const double* column = columns_.data() + k * problem_.correlation_observations;
      scores[positions_[k]].violation += limits_.pairs_after(chain, pairs_, asked_[k], column);
    }
  }
}

void Evaluator::move_sums(island::Chain& chain, Swap swap) {
  if (!reads_sums()) return;
  const uint32_t pair[2] = {swap.out, swap.in};
  load_columns(pair, columns_);
  const uint32_t T = problem_.observations;
  const uint32_t Tc = problem_.correlation_observations;
  // The order of score_swaps: (sum - out) + in, so that the chain holds the very sums that were scored.
  for (uint32_t t = 0; t < T; ++t) chain.pnl_sum[t] = (chain.pnl_sum[t] - pnl_[t]) + pnl_[T + t];
  for (uint32_t t = 0; t < Tc; ++t) {
    chain.standardised_sum[t] = (chain.standardised_sum[t] - columns_[t]) + columns_[Tc + t];
  }
  chain.varying = chain.varying - varying_[0] + varying_[1];
}

/** Members of each group. */
const uint32_t* Evaluator::count_groups(std::span<const uint32_t> members) {
  counts_.assign(view_.group_count, 0);
  for (uint32_t k = 0; k < view_.grouping_count; ++k) {
    for (const auto member : members) {
      const auto group = island::group_of(view_, k, member);
      if (group != kNoGroup) ++counts_[group];
    }
  }
  return counts_.data();
}

}  // namespace tessera::search

#include "believable/choose.h"

#include <algorithm>
#include <cmath>

#include "search/island/chain.h"
#include "search/island/state.h"
#include "search/problem.h"
#include "search/score.h"
#include "search/search_error.h"

namespace tessera::believable {
namespace {

using search::Score;
namespace island = search::island;

/** Less than this is rounding of correlations, not an excess. */
constexpr double kRounding = 1e-12;
/** Enumerated portfolios after which a wish to stop is looked for. */
constexpr uint64_t kAskedAfter = 1 << 16;
/** Strategies of a pool that grows because of limits: its matrices take 64 MB. */
constexpr size_t kLargestPool = 2048;

/** A swap between places of the pool and what it comes to. */
struct Found {
  bool any = false;
  uint32_t out = 0, in = 0;
  Score score{0.0, 0.0};
};

/** Equity at the end and the deepest fall of sum - out + in; out and in may both be null. */
struct Path {
  double equity = 0.0, drawdown = 0.0;

  Path(const double* sum, const double* out, const double* in, uint32_t rows, bool peak_from_zero) {
    double peak = peak_from_zero ? 0.0 : -HUGE_VAL;
    for (uint32_t t = 0; t < rows; ++t) {
      equity += out == nullptr ? sum[t] : (sum[t] - out[t]) + in[t];
      peak = std::max(peak, equity);
      drawdown = std::max(drawdown, peak - equity);
    }
  }
  double ratio(double members, double floor) const {
    const double risk = std::max(drawdown / members, floor);
    return risk > 0.0 ? equity / members / risk : 0.0;
  }
};

/** One choice among the places of a pool: its members, their value and how far they are over the limits. */
class Selection {
 public:
  Selection(const Table& table, const Pool& pool, const search::Problem& problem, const RewardToRisk& rule,
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
    if (!problem.limits_drawdown()) return;
    load_columns();
  }

  const Holding& holding() const { return holding_; }
  uint64_t judged() const { return judged_; }

  /** False where the groups leave no strategy of the pool to add. */
  bool build() {
    for (const uint32_t place : pool_.places_of(problem_.fixed)) add(place);
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
      add(found.in);
    }
    return true;
  }

  /** The best swap of all until none improves. */
  void descend() {
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

  /** Swaps that raise ROI / drawdown most, as long as the limits stay as they are and the value at least this. */
  void raise_ratio(double least) {
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

  /** Makes these places, ascending, the members. */
  void take(std::span<const uint32_t> places) {
    while (!holding_.members().empty()) drop(holding_.members().back());
    for (const uint32_t place : places) add(place);
  }

  Score score() const {
    const double drawdown = problem_.limits_drawdown() ? excess_of(Path(sum_.data(), nullptr, nullptr, rows(), peak())) : 0.0;
    return {clean(pair_excess_) + drawdown, holding_.value() - island::balance_penalty(seen_, counts_.data())};
  }
  double ratio() const { return Path(sum_.data(), nullptr, nullptr, rows(), peak()).ratio(problem_.size, rule_.floor); }
  Choice choice() const {
    return {pool_.members_of(holding_.members()), value_of(pool_, holding_.members()), ratio(), score().violation};
  }

 private:
  uint32_t rows() const { return table_.observations; }
  bool peak() const { return rule_.peak_from_zero; }
  static double clean(double excess) { return excess > kRounding ? excess : 0.0; }
  double over(uint32_t a, uint32_t b) const { return clean(pool_.r[a * pool_.size() + b] - problem_.max_pair_correlation); }
  double excess_of(const Path& path) const {
    return island::drawdown_excess(path.drawdown / static_cast<double>(problem_.size), problem_.max_drawdown);
  }

  /** Swaps that the groups allow. */
  template <class Visit>
  void for_each_swap(const Visit& visit) {
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

  Path path_of_swap(uint32_t out, uint32_t in) const {
    return {sum_.data(), columns_.data() + size_t{out} * rows(), columns_.data() + size_t{in} * rows(), rows(), peak()};
  }
  double violation_of_swap(uint32_t out, uint32_t in) const {
    double violation = 0.0;
    if (problem_.limits_pairs()) violation = clean(pair_excess_ - excess_[out]) + clean(excess_[in] - over(in, out));
    if (problem_.limits_drawdown()) violation += excess_of(path_of_swap(out, in));
    return violation;
  }
  Score score_of_swap(uint32_t out, uint32_t in) const {
    double fitness = holding_.value_of_swap(out, in);
    if (seen_.grouping_count > 0) {
      fitness -= island::balance_penalty(seen_, counts_.data()) +
                 island::balance_change(seen_, chain_, {pool_.strategies[out], pool_.strategies[in]});
    }
    return {violation_of_swap(out, in), fitness};
  }

  void add(uint32_t place) { change(place, 1); }
  void drop(uint32_t place) { change(place, -1); }
  void swap(uint32_t out, uint32_t in) {
    drop(out);
    add(in);
  }
  void change(uint32_t place, int by) {
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
      for (uint32_t t = 0; t < rows(); ++t) sum_[t] += table_.cell(t, pool_.strategies[member]);
    }
    if (!problem_.limits_pairs()) return;
    std::ranges::fill(excess_, 0.0);
    for (const uint32_t member : holding_.members()) {
      for (uint32_t k = 0; k < pool_.size(); ++k) excess_[k] += k == member ? 0.0 : over(k, member);
    }
    pair_excess_ = 0.0;
    for (const uint32_t member : holding_.members()) pair_excess_ += excess_[member] / 2.0;
  }

  void load_columns() {
    if (!columns_.empty()) return;
    columns_.resize(pool_.size() * rows());
    for (size_t k = 0; k < pool_.size(); ++k) {
      for (uint32_t t = 0; t < rows(); ++t) columns_[k * rows() + t] = table_.cell(t, pool_.strategies[k]);
    }
  }

  const Table& table_;
  const Pool& pool_;
  const search::Problem& problem_;
  const tsr_search_problem seen_;
  const RewardToRisk rule_;
  const search::Interrupt& interrupt_;
  Holding holding_;
  std::vector<double> excess_;  // of each place, over all members
  double pair_excess_ = 0.0;
  std::vector<uint32_t> counts_;
  std::vector<uint8_t> holds_;
  island::Chain chain_{};        // what the rules of groups look at
  std::vector<double> sum_;      // [T] P&L of the members
  std::vector<double> columns_;  // [place][T] P&L, once a drawdown is asked for
  uint64_t judged_ = 0;
};

/** How many portfolios there are, at most `limit` + 1. */
uint64_t portfolios(uint64_t candidates, uint64_t slots, uint64_t limit) {
  slots = std::min(slots, candidates - slots);
  double count = 1.0;
  for (uint64_t k = 1; k <= slots; ++k) {
    count = count * static_cast<double>(candidates - slots + k) / static_cast<double>(k);
    if (count > static_cast<double>(limit)) return limit + 1;
  }
  return static_cast<uint64_t>(std::llround(count));
}

/** Values every portfolio, in lexicographic order; the first of equals stays. */
class Enumeration {
 public:
  Enumeration(const Pool& pool, const search::Problem& problem, Selection& selection, const search::Interrupt& interrupt)
      : pool_(pool),
        problem_(problem),
        selection_(selection),
        interrupt_(interrupt),
        balanced_(std::ranges::any_of(problem.groups.balance_weight, [](double weight) { return weight != 0.0; })),
        limited_(problem.limits_pairs() || problem.limits_drawdown() || balanced_) {
    members_ = pool.places_of(problem.fixed);
    for (const uint32_t candidate : pool.places_of(problem.candidates)) free_.push_back(candidate);
  }

  /** Empty where the groups' bounds leave none. */
  std::vector<uint32_t> best() {
    double numerator = 0.0, square = 0.0;
    for (size_t k = 0; k < members_.size(); ++k) extend(members_[k], k, numerator, square);
    visit(0, numerator, square);
    return best_;
  }
  uint64_t judged() const { return judged_; }

 private:
  void extend(uint32_t place, size_t before, double& numerator, double& square) const {
    const double v = pool_.weight[place];
    double with = 0.0;
    for (size_t m = 0; m < before; ++m) with += pool_.weight[members_[m]] * pool_.rho[place * pool_.size() + members_[m]];
    numerator += v * pool_.theta[place];
    square += 2.0 * v * with + v * v;
  }

  void visit(size_t first, double numerator, double square) {
    const size_t missing = problem_.size - members_.size();
    if (missing == 0) return judge(square > 0.0 ? numerator / std::sqrt(square) : 0.0);
    for (size_t k = first; k + missing <= free_.size(); ++k) {
      double next_numerator = numerator, next_square = square;
      extend(free_[k], members_.size(), next_numerator, next_square);
      members_.push_back(free_[k]);
      visit(k + 1, next_numerator, next_square);
      members_.pop_back();
    }
  }

  /** Limits are looked at only where the value alone would do. */
  void judge(double value) {
    if (++judged_ % kAskedAfter == 0) interrupt_.stop_if_requested();
    if (!best_.empty() && best_score_.violation == 0.0 && !balanced_ && !(value > best_score_.fitness)) return;
    if (!within_groups()) return;
    std::vector<uint32_t> places = members_;
    std::ranges::sort(places);
    Score score{0.0, value};
    if (limited_) {
      selection_.take(places);
      score = selection_.score();
      if (!best_.empty() && !better(score, best_score_)) return;
    }
    best_ = std::move(places);
    best_score_ = score;
  }

  bool within_groups() const {
    if (problem_.groupings.empty()) return true;
    const tsr_search_problem seen = problem_.view();
    std::vector<uint32_t> counts(seen.group_count, 0);
    for (uint32_t k = 0; k < seen.grouping_count; ++k) {
      for (const uint32_t place : members_) {
        const uint32_t group = island::group_of(seen, k, pool_.strategies[place]);
        if (group != TSR_NO_GROUP) ++counts[group];
      }
    }
    for (uint32_t g = 0; g < seen.group_count; ++g) {
      if (counts[g] < seen.group_minimum[g] || counts[g] > seen.group_maximum[g]) return false;
    }
    return true;
  }

  const Pool& pool_;
  const search::Problem& problem_;
  Selection& selection_;
  const search::Interrupt& interrupt_;
  const bool balanced_, limited_;
  std::vector<uint32_t> members_, free_, best_;
  Score best_score_{0.0, 0.0};
  uint64_t judged_ = 0;
};

/** The strategies of the pool: the most believed, the fixed, those of the start, and of each group that must have members as many times more. */
std::vector<uint32_t> pool_members(const Judgement& judgement, const search::Problem& problem, size_t count,
                                   const std::vector<uint32_t>& start) {
  std::vector<uint32_t> members = most_believed(judgement, problem.candidates, count);
  members.insert(members.end(), problem.fixed.begin(), problem.fixed.end());
  members.insert(members.end(), start.begin(), start.end());
  const double share = static_cast<double>(count) / problem.size;
  for (const search::Grouping& grouping : problem.groupings) {
    for (uint32_t g = 0; g < grouping.minimum.size(); ++g) {
      if (grouping.minimum[g] == 0) continue;
      std::vector<uint32_t> of_group;
      for (const uint32_t candidate : problem.candidates) {
        if (grouping.group_of[candidate] == g) of_group.push_back(candidate);
      }
      const auto more = most_believed(judgement, of_group, static_cast<size_t>(std::ceil(share * grouping.minimum[g])));
      members.insert(members.end(), more.begin(), more.end());
    }
  }
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

/** The portfolio that swaps are to begin from, ascending; empty = the greedy one. */
std::vector<uint32_t> start_of(const search::Request& request, const search::Problem& problem) {
  std::vector<uint32_t> start = request.start;
  if (start.empty()) return start;
  std::ranges::sort(start);
  const bool repeats = std::ranges::adjacent_find(start) != start.end();
  const auto may_be_chosen = [&](uint32_t strategy) {
    return strategy < problem.strategies &&
           (problem.allowed[strategy] != 0 || std::ranges::binary_search(problem.fixed, strategy));
  };
  if (repeats || start.size() != problem.size || !std::ranges::includes(start, problem.fixed) ||
      !std::ranges::all_of(start, may_be_chosen)) {
    throw search::SearchError(TSR_BAD_ARGUMENT, "The start is no portfolio of this size that may be chosen");
  }
  return start;
}

/** Step 7 from the best of the selection: the least value is what the slack leaves of it. */
Choice within(Selection& selection, const Pool& pool, const Choice& best, double slack) {
  // Of a value below 0 the slack would ask for more than there is.
  if (!(slack > 0.0)) return best;
  selection.take(pool.places_of(best.members));
  selection.raise_ratio(best.value - slack * std::fabs(best.value));
  return selection.choice();
}

Chosen finish(Selection& selection, const Pool& pool, const ChoiceRules& rules) {
  Chosen chosen;
  chosen.best = selection.choice();
  chosen.within = within(selection, pool, chosen.best, rules.slack);
  for (const double slack : rules.frontier) chosen.frontier.push_back(within(selection, pool, chosen.best, slack));
  chosen.judged = selection.judged();
  chosen.pool_size = static_cast<uint32_t>(pool.size());
  return chosen;
}

}  // namespace

double reward_to_risk(const Table& table, std::span<const uint32_t> members, const RewardToRisk& rule) {
  std::vector<double> sum(table.observations, 0.0);
  for (const uint32_t strategy : members) {
    for (uint32_t t = 0; t < table.observations; ++t) sum[t] += table.cell(t, strategy);
  }
  return Path(sum.data(), nullptr, nullptr, table.observations, rule.peak_from_zero)
      .ratio(static_cast<double>(members.size()), rule.floor);
}

Chosen choose(const Table& table, const Judgement& judgement, const search::Request& request, const ChoiceRules& rules,
              WorkerPool& workers) {
  const search::Problem problem = search::make_problem(request);
  const RewardToRisk rule{median(judgement.moments.deviation), request.objective.peak_from_zero != 0};
  const PairRows* const pairs = problem.limits_pairs() ? rules.pairs : nullptr;
  const size_t all = problem.candidates.size();
  const std::vector<uint32_t> start = start_of(request, problem);
  if (start.empty() && all + problem.fixed.size() <= kLargestPool &&
      portfolios(all, problem.free_slots(), rules.enumerated) <= rules.enumerated) {
    const Pool pool = pool_of(table, judgement, pool_members(judgement, problem, all, {}), workers, pairs);
    Selection selection(table, pool, problem, rule, rules.interrupt);
    Enumeration enumeration(pool, problem, selection, rules.interrupt);
    const std::vector<uint32_t> best = enumeration.best();
    if (best.empty())
      throw search::SearchError(TSR_BAD_ARGUMENT, "There is no portfolio of this size within the bounds of the groups");
    selection.take(best);
    Chosen chosen = finish(selection, pool, rules);
    chosen.enumerated = true;
    chosen.judged += enumeration.judged();
    return chosen;
  }
  for (size_t size = rules.pool_size > 0 ? rules.pool_size : size_t{kPoolShare} * problem.size;; size *= 2) {
    const bool last = size >= all || 2 * size > kLargestPool;
    const auto strategies = pool_members(judgement, problem, std::max<size_t>(size, problem.size), start);
    const Pool pool = pool_of(table, judgement, strategies, workers, pairs);
    Selection selection(table, pool, problem, rule, rules.interrupt);
    if (!start.empty()) {
      selection.take(pool.places_of(start));
    } else if (!selection.build()) {
      if (!last) continue;
      throw search::SearchError(TSR_BAD_ARGUMENT, "No portfolio of this size was found within the bounds of the groups");
    }
    const Choice greedy = selection.choice();
    selection.descend();
    if (selection.score().violation > 0.0 && !last) continue;
    Chosen chosen = finish(selection, pool, rules);
    chosen.greedy = greedy;
    return chosen;
  }
}

}  // namespace tessera::believable

#include "believable/choosing/choose.h"

#include <algorithm>
#include <cmath>

#include "believable/choosing/enumeration.h"
#include "believable/choosing/selection.h"
#include "search/problem.h"
#include "search/search_error.h"

namespace tessera::believable {
namespace {

/** Strategies of a pool that grows because of limits: its matrices take 64 MB. */
constexpr size_t kLargestPool = 2048;

/**
 * The strategies of the pool: the most believed, the fixed, those of the start, and of each group that must have members as
 * many times more.
 */
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

Choice choice_of(const Selection& selection, const Pool& pool) {
  const std::vector<uint32_t>& places = selection.places();
  return {pool.members_of(places), value_of(pool, places), selection.ratio(), selection.score().violation};
}

/** Step 7 from the best of the selection: the least value is what the slack leaves of it. */
Choice within(Selection& selection, const Pool& pool, const Choice& best, double slack) {
  // Of a value below 0 the slack would ask for more than there is.
  if (!(slack > 0.0)) return best;
  selection.take(pool.places_of(best.members));
  selection.raise_ratio(best.value - slack * std::fabs(best.value));
  return choice_of(selection, pool);
}

Chosen finish(Selection& selection, const Pool& pool, const ChoiceRules& rules) {
  Chosen chosen;
  chosen.best = choice_of(selection, pool);
  chosen.within = within(selection, pool, chosen.best, rules.slack);
  for (const double slack : rules.frontier) chosen.frontier.push_back(within(selection, pool, chosen.best, slack));
  chosen.judged = selection.judged();
  chosen.pool_size = static_cast<uint32_t>(pool.size());
  return chosen;
}

}  // namespace

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
    const Choice greedy = choice_of(selection, pool);
    selection.descend();
    if (selection.score().violation > 0.0 && !last) continue;
    Chosen chosen = finish(selection, pool, rules);
    chosen.greedy = greedy;
    return chosen;
  }
}

}  // namespace tessera::believable

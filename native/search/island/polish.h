#pragma once

#include "search/island/chain.h"
#include "search/island/climb.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** Ruling a swap out by its bound costs about this fraction of scoring it; budgets count it so. */
inline constexpr uint64_t kScreenedPerEvaluation = 64;

/** The best swap of several batches, where it improves the chain. */
struct BestSwap {
  bool found;
  Swap swap;
  Score score;
};

/** Scores work.swaps and takes the best of them over when it beats what was found before. */
template <class Team>
TSR_SIDE void score_batch(Team& team, uint32_t count, BestSwap& best) {
  if (count == 0) return;
  const Score now = team.work.chain.score;
  team.score_swaps(count, now.fitness);
  const uint32_t place = team.best(count);
  const Score score = team.work.scores[place];
  if (best.found ? !better(score, best.score) : !improves(score, now)) return;
  best = {true, team.work.swaps[place], score};
}

enum class PolishStep { moved, optimal, unknown };

/** One steepest step by bounds. `unknown`: the bounds are too loose to settle it within a reasonable effort. */
template <class Team>
TSR_SIDE PolishStep screened_step(Team& team) {
  const ScreenedSwap* const screened = team.work.screened;
  team.screen_prepare();
  constexpr int kScans = 6;
  for (int scan = 0; scan < kScans; ++scan) {
    const Score now = team.work.chain.score;
    const Scan result = team.screen_scan(now.fitness);
    BestSwap best = {false, {0, 0}, now};
    bool learnt = false;
    for (uint32_t first = 0; first < result.count && screened[first].bound > best.score.fitness; first += kBatchLimit) {
      const uint32_t rest = result.count - first, count = rest < kBatchLimit ? rest : kBatchLimit;
      team.each(count, [&](uint32_t k) { team.work.swaps[k] = screened[first + k].swap; });
      score_batch(team, count, best);
      // The best bound of a batch that came to nothing shows which window the bounds miss.
      if (!best.found && team.screen_learn(screened[first].swap)) learnt = true;
    }
    if (best.found) {
      team.apply(best.swap, best.score);
      return PolishStep::moved;
    }
    if (result.complete) return PolishStep::optimal;
    if (!learnt) break;
  }
  return PolishStep::unknown;
}

/** The best replacement of one member among all candidates. */
template <class Team>
TSR_SIDE BestSwap best_replacement(Team& team, uint32_t out) {
  const Problem& problem = team.problem;
  const Chain& chain = team.work.chain;
  BestSwap best = {false, {0, 0}, chain.score};
  for (uint32_t first = 0; first < problem.candidate_count; first += kBatchLimit) {
    const uint32_t rest = problem.candidate_count - first;
    const uint32_t count = team.collect(
        rest < kBatchLimit ? rest : kBatchLimit, 0,
        [&](uint32_t k) {
          const uint32_t in = problem.candidates[first + k];
          return chain.holds[in] == 0 && groups_allow(problem, chain, {out, in});
        },
        [&](uint32_t place, uint32_t k) {
          team.work.swaps[place] = {out, problem.candidates[first + k]};
        });
    score_batch(team, count, best);
  }
  return best;
}

/** One pass over all members: the best replacement of each. True when none improved. */
template <class Team>
TSR_SIDE bool plain_pass(Team& team, uint64_t end) {
  const Problem& problem = team.problem;
  uint32_t* const members = team.work.lists[1];
  team.each(problem.size, [&](uint32_t k) { members[k] = team.work.chain.members[k]; });
  bool optimal = true;
  for (uint32_t k = 0; k < problem.size; ++k) {
    const uint32_t out = members[k];
    if (problem.allowed[out] == 0) continue;
    if (spent(*team.state.head) >= end || team.interrupted()) return false;
    const BestSwap best = best_replacement(team, out);
    if (!best.found) continue;
    team.apply(best.swap, best.score);
    optimal = false;
  }
  return optimal;
}

/**
 * Descends to a swap-local optimum: each step makes the best swap of the whole neighbourhood. With bounds (screen.h) the
 * swaps are scored in the order of their bounds, as far as a bound still exceeds the best score; without them (other
 * objectives, infeasible chains, columns not in memory) every swap is scored, and the best replacement of each
 * member in turn is made.
 * Stops between steps after `budget` evaluations or on an interrupt. True when it is proven that no allowed swap improves the
 * chain any more.
 */
template <class Team>
TSR_SIDE bool polish(Team& team, uint64_t budget) {
  const Problem& problem = team.problem;
  const Head& head = *team.state.head;
  const Chain& chain = team.work.chain;
  const uint64_t end = spent(head) + budget;
  const uint64_t all = neighbourhood(problem);
  bool use_screen = team.screen_usable() && problem.candidate_count >= kBatchLimit;
  if (use_screen) team.screen_reset();
  while (spent(head) < end && !team.interrupted()) {
    const double size = fabs(chain.score.fitness);
    if (use_screen && chain.score.violation == 0 && size < HUGE_VAL) {
      const uint64_t before = head.evaluations;
      const PolishStep step = screened_step(team);
      team.once([&] {
        const uint64_t scored = head.evaluations - before;
        team.state.head->screened += all - (scored < all ? scored : all);
        team.state.head->charged += all / kScreenedPerEvaluation;
      });
      if (step == PolishStep::optimal) return true;
      use_screen = step != PolishStep::unknown;
    } else if (plain_pass(team, end)) {
      return true;
    }
  }
  return false;
}

/**
 * Descends the island's best portfolio, unless its head says that it is optimal, for about `budget` evaluations; with a budget
 * of 0 it is scored only. Leaves it with its canonical score.
 */
template <class Team>
TSR_SIDE void polish_best(Team& team, uint64_t budget) {
  if (team.state.head->optimal != 0) return;
  set_members(team, team.state.best);
  team.refresh();
  if (budget > 0) {
    const bool optimal = polish(team, budget);
    team.refresh();
    team.once([&] { team.state.head->optimal = optimal ? 1 : 0; });
  }
  take_best(team);
}

}  // namespace tessera::search::island

#pragma once

#include "search/island/climb.h"
#include "search/island/construct.h"
#include "search/island/functions.h"

namespace tessera::search::island {

/**
 * SA: independent chains of random swaps under the Metropolis rule with geometric cooling and reheats.
 * Sources: Kirkpatrick, Gelatt, Vecchi, "Optimization by simulated annealing", Science 220, 1983 (the method);
 * White, "Concepts of scale in simulated annealing", ICCD 1984 (temperature from the spread of sampled changes);
 * Witte, Chamberlain, Franklin, "Parallel simulated annealing using speculative computation", IEEE TPDS 2(4), 1991
 * (proposals are scored in batches from one state; those behind an accepted one are dropped).
 *
 * The scale of fitness changes grows with the fitness itself (ratio divides by a shrinking drawdown), so a
 * temperature is a fraction of the chain's own scale: the mean absolute change of the proposals it saw last.
 */
struct SimulatedAnnealing {
  /** Takes the chain's portfolio as the best when its score is better. */
  template <class Team>
  TSR_SIDE static void note(Team& team) {
    const Head& head = *team.state.head;
    if (head.has_best == 0 || better(team.work.chain.score, head.best)) take_best(team);
  }

  template <class Team>
  TSR_SIDE static void start(Team& team) {
    // Half of the chains start from the given portfolio, the others anywhere.
    const bool warm = team.island % 2 == 0;
    if (!construct(team, team.generation.start, warm ? team.generation.start_count : 0)) return;
    team.refresh();
    note(team);
    const uint32_t count = propose(team, kBatchLimit);
    team.score_swaps(count, -HUGE_VAL);
    team.once([&] {
      double scale = 0;
      for (uint32_t k = 0; k < count; ++k) {
        const double change = fabs(team.work.scores[k].fitness - team.work.chain.score.fitness);
        if (change < HUGE_VAL) scale += change / count;
      }
      *team.state.scale = scale;
      *team.state.acceptance = 1;
    });
    copy_members(team, team.state.current, team.work.chain.members);
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    set_members(team, team.state.current);
    team.refresh();
    for (uint64_t quota = team.generation.quota; quota > 0;) {
      const uint32_t count = propose(team, batch(*team.state.acceptance, quota));
      if (count == 0) break;
      const double temperature = team.generation.heat * *team.state.scale;
      // Nothing further below than this is accepted but once in e^30 times.
      team.score_swaps(count, team.work.chain.score.fitness - 30 * temperature);
      quota -= count;
      const uint32_t taken = team.first(count, [&](uint32_t k) { return accepts_swap(team, k, temperature); });
      remember(team, taken < count ? taken + 1 : count, taken < count);
      if (taken == count) continue;
      team.apply(team.work.swaps[taken], team.work.scores[taken]);
      note(team);
    }
    copy_members(team, team.state.current, team.work.chain.members);
  }

 private:
  /** As many proposals as are likely to be looked at before one is accepted. */
  TSR_SIDE static uint32_t batch(double acceptance, uint64_t quota) {
    const double likely = 1.0 / (acceptance > 1.0 / 256 ? acceptance : 1.0 / 256);
    const auto wanted = static_cast<uint64_t>(likely < 8.0 ? 8.0 : likely);
    return static_cast<uint32_t>(wanted < quota ? wanted : quota);
  }

  /** The Metropolis rule for proposal k, with a block of the stream of its own. */
  template <class Team>
  TSR_SIDE static bool accepts_swap(Team& team, uint32_t k, double temperature) {
    const Score& now = team.work.chain.score;
    const Score& then = team.work.scores[k];
    if (then.violation != now.violation) return then.violation < now.violation;
    const double change = then.fitness - now.fitness;
    if (change >= 0) return true;
    const PhiloxCounter block = team.stream.ahead(k);
    return unit(block[0], block[1]) < exponential(change / temperature);
  }

  /** The chain's scale and acceptance after the proposals that were looked at. */
  template <class Team>
  TSR_SIDE static void remember(Team& team, uint32_t seen, bool accepted) {
    team.once([&] {
      constexpr double kMemory = 1.0 / 512;
      double scale = *team.state.scale, acceptance = *team.state.acceptance;
      for (uint32_t k = 0; k < seen; ++k) {
        const double change = fabs(team.work.scores[k].fitness - team.work.chain.score.fitness);
        if (change < HUGE_VAL) scale += kMemory * (change - scale);
        acceptance += kMemory * ((accepted && k + 1 == seen ? 1.0 : 0.0) - acceptance);
      }
      *team.state.scale = scale;
      *team.state.acceptance = acceptance;
      team.stream.skip(seen);
    });
  }
};

}  // namespace tessera::search::island

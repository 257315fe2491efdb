#pragma once

#include "search/island/climb.h"
#include "search/island/construct.h"
#include "search/island/draw.h"
#include "search/island/gaussian_process.h"

namespace tessera::search::island {

/**
 * Few numbers that describe a portfolio's P&L series [T], in units of the strategies' typical deviation: mean, deviation, max
 * drawdown, and the coordinates along the directions of the embedding (search/embedding.h). Number f of them.
 */
TSR_SIDE double feature_of(const Problem& problem, const double* series, uint32_t f) {
  const double unit_of = 1.0 / (problem.basis_scale * problem.size);
  const double rows = problem.observations;
  double sum = 0, square = 0, peak = 0, worst = 0;
  if (f >= 3) {
    const double* const direction = problem.basis + uint64_t{f - 3} * problem.observations;
    for (uint32_t t = 0; t < problem.observations; ++t) sum += series[t] * direction[t];
    return sum * unit_of;
  }
  for (uint32_t t = 0; t < problem.observations; ++t) {
    sum += series[t];
    square += series[t] * series[t];
    peak = peak > sum ? peak : sum;
    worst = worst > peak - sum ? worst : peak - sum;
  }
  const double mean = sum / rows, variance = square / rows - mean * mean;
  return (f == 0 ? mean : f == 1 ? sqrt(variance > 0 ? variance : 0.0) : worst) * unit_of;
}

/** Expected improvement over `best` of a normal prediction. */
TSR_SIDE double expected_improvement(const GaussianProcess::Prediction& prediction, double best) {
  const double z = (prediction.mean - best) / prediction.deviation;
  return prediction.deviation * (z * normal_below(z) + normal_density(z));
}

/** What two ascending portfolios have in common, and random ones of what one of them has, up to n; ascending. One thread. */
TSR_SIDE uint32_t mix(uint32_t n, const uint32_t* a, const uint32_t* b, Stream& stream, uint32_t* to) {
  uint32_t common = 0;
  for (uint32_t k = 0; k < n; ++k) common += contains(b, n, a[k]) ? 1 : 0;
  uint32_t wanted = n - common, left = 2 * wanted, length = 0;
  for (uint32_t i = 0, j = 0; i < n || j < n;) {
    const bool both = i < n && j < n && a[i] == b[j];
    const bool first = j == n || (i < n && a[i] <= b[j]);
    const uint32_t one = first ? a[i] : b[j];
    i += first ? 1 : 0;
    j += !first || both ? 1 : 0;
    if (!both) {
      // Each with the share that is still wanted of those that are left: Knuth, TAOCP 2, 3.4.2, algorithm S.
      const bool taken = stream.below(left) < wanted;
      --left;
      if (!taken) continue;
      --wanted;
    }
    to[length++] = one;
  }
  return length;
}

/** An ascending portfolio without `changes` random members that may be replaced. One thread. */
TSR_SIDE uint32_t thin(const Problem& problem, const uint32_t* members, uint32_t changes, Stream& stream, uint32_t* to) {
  uint32_t left = free_slots(problem), length = 0;
  uint32_t leaving = changes < left ? changes : left;
  for (uint32_t k = 0; k < problem.size; ++k) {
    const bool free = problem.allowed[members[k]] != 0;
    const bool leaves = free && stream.below(left) < leaving;
    left -= free ? 1 : 0;
    leaving -= leaves ? 1 : 0;
    if (!leaves) to[length++] = members[k];
  }
  return length;
}

/**
 * BO: a Gaussian process learns, over a low-dimensional embedding of portfolios, how good a portfolio becomes after a
 * short climb; of many cheap proposals the one with the highest expected improvement is climbed from.
 * Sources: Jones, Schonlau, Welch, "Efficient global optimization of expensive black-box functions", Journal of Global
 * Optimization 13, 1998 (the method, expected improvement); Eriksson et al., "Scalable global optimization via local
 * Bayesian optimization", NeurIPS 2019 (several local models, proposals around the incumbent); Wang et al., "Bayesian
 * optimization in a billion dimensions via random embeddings", JAIR 55, 2016 (surrogate in few dimensions). Fitness enters as
 * normal scores of its ranks (Conover, "Practical nonparametric statistics", 5.10), because it has very heavy tails.
 */
struct Bayesian {
  /** Work of one choice in evaluations: fitting and predicting cost about as much as scoring this many swaps. */
  static constexpr uint64_t kWorthOfAChoice = 1536;

  template <class Team>
  TSR_SIDE static void start(Team& team) {
    team.once([&] { *team.state.radius = team.problem.widest; });
    for (uint32_t k = 0; k < team.problem.initial; ++k) {
      const bool warm = k == 0 && team.island % 2 == 0;
      if (!construct(team, team.generation.start, warm ? team.generation.start_count : 0)) return;
      evaluate(team, team.problem.first_learning);
    }
    team.once([&] { team.state.head->spread = *team.state.radius; });
  }

  template <class Team>
  TSR_SIDE static void step(Team& team) {
    const Head& head = *team.state.head;
    const uint64_t end = spent(head) + team.generation.quota;
    for (uint32_t choice = 0; spent(head) < end; ++choice) {
      if (!propose_all(team, choice)) return;
      set_members(team, team.work.drawn + uint64_t{choose(team)} * team.problem.size);
      evaluate(team, team.problem.learning);
    }
    team.once([&] { team.state.head->spread = *team.state.radius; });
  }

 private:
  /** Climbs from the chain's portfolio and remembers what came of it. */
  template <class Team>
  TSR_SIDE static void evaluate(Team& team, uint64_t learning) {
    const Problem& problem = team.problem;
    const State& state = team.state;
    const auto slot = static_cast<uint32_t>(*state.trials % problem.memory);
    uint32_t* const from = state.trial_from + uint64_t{slot} * problem.size;
    copy_members(team, from, team.work.chain.members);
    team.refresh();
    climb(team, learning, learning, 0);
    copy_members(team, state.trial_found + uint64_t{slot} * problem.size, team.work.chain.members);
    team.sum_drawn(from, 1);
    team.each(feature_count(problem), [&](uint32_t f) {
      state.trial_features[slot * feature_count(problem) + f] = feature_of(problem, team.work.drawn_sums, f);
    });
    const bool improved = keep_best(team);
    team.once([&] {
      state.trial_score[slot] = team.work.chain.score;
      ++*state.trials;
      // Trust region: wider after a success, narrower after as many failures as there are dimensions.
      if (improved) {
        *state.radius = *state.radius * 1.5 < problem.widest ? *state.radius * 1.5 : problem.widest;
        *state.failures = 0;
      } else if (++*state.failures >= feature_count(problem)) {
        const double narrower = *state.radius / 1.5 > 1 ? *state.radius / 1.5 : 1.0;
        *state.radius = *state.radius <= 1 ? problem.widest : narrower;
        *state.failures = 0;
      }
    });
  }

  template <class Team>
  TSR_SIDE static uint32_t trial_count(const Team& team) {
    const uint64_t trials = *team.state.trials;
    return static_cast<uint32_t>(trials < team.problem.memory ? trials : team.problem.memory);
  }

  /** Around the incumbent, or what the incumbent and another trial have between them. One thread; returns the length. */
  template <class Team>
  TSR_SIDE static uint32_t propose_one(Team& team, uint32_t k, Stream& stream, uint32_t* to) {
    const Problem& problem = team.problem;
    if (k % 4 == 3) {
      const uint32_t other = stream.below(trial_count(team));
      return mix(problem.size, team.state.best, team.state.trial_found + uint64_t{other} * problem.size, stream, to);
    }
    return thin(problem, team.state.best, 1 + stream.below(static_cast<uint32_t>(*team.state.radius)), stream, to);
  }

  template <class Team>
  TSR_SIDE static bool propose_all(Team& team, uint32_t choice) {
    const Problem& problem = team.problem;
    const auto stream_at = [&](uint32_t k) {
      return stream_of(problem, team.generation.number, draw_individual(team.island, choice * problem.proposals + k));
    };
    if (problem.grouping_count > 0) {  // their bounds want the whole team
      for (uint32_t k = 0; k < problem.proposals; ++k) {
        team.once([&] {
          Stream stream = stream_at(k);
          team.work.lists[2][0] = propose_one(team, k, stream, team.work.lists[1]);
        });
        if (!construct(team, team.work.lists[1], team.work.lists[2][0])) return false;
        copy_members(team, team.work.drawn + uint64_t{k} * problem.size, team.work.chain.members);
      }
      return true;
    }
    team.each(problem.proposals, [&](uint32_t k) {
      Stream stream = stream_at(k);
      uint32_t* const list = team.work.drawn + uint64_t{k} * problem.size;
      draw_portfolio(problem, stream, list, propose_one(team, k, stream, list));
    });
    return true;
  }

  /** Normal scores of the trials' fitness: quantiles of the ranks (Blom: (rank - 3/8) / (m + 1/4)), shared by equal values. */
  template <class Team>
  TSR_SIDE static void score_trials(Team& team, uint32_t count) {
    const Score* const scores = team.state.trial_score;
    const auto value_of = [&](uint32_t k) { return scores[k].violation > 0 ? -HUGE_VAL : scores[k].fitness; };
    team.each(count, [&](uint32_t k) {
      const double value = value_of(k);
      uint32_t below = 0, equal = 0;
      for (uint32_t l = 0; l < count; ++l) {
        below += value_of(l) < value ? 1 : 0;
        equal += l == k || value_of(l) == value ? 1 : 0;
      }
      const double rank = 1 + below + (equal - 1) / 2.0;
      team.work.targets[k] = normal_quantile((rank - 0.375) / (count + 0.25));
    });
  }

  /** The proposal with the highest expected improvement. */
  template <class Team>
  TSR_SIDE static uint32_t choose(Team& team) {
    const Problem& problem = team.problem;
    const Work& work = team.work;
    const uint32_t count = trial_count(team), dimensions = feature_count(problem);
    team.sum_drawn(work.drawn, problem.proposals);
    team.each(problem.proposals * dimensions, [&](uint32_t k) {
      work.features[k] = feature_of(problem, work.drawn_sums + uint64_t{k / dimensions} * problem.observations, k % dimensions);
    });
    score_trials(team, count);
    const Model model = GaussianProcess::fit(team, count);
    double best = work.targets[0];
    for (uint32_t k = 1; k < count; ++k) best = best < work.targets[k] ? work.targets[k] : best;
    GaussianProcess::standardise_inputs(team, work.features, work.features, problem.proposals);
    GaussianProcess::predict(team, count, model, work.features, problem.proposals,
                             [&](uint32_t k, const GaussianProcess::Prediction& prediction) {
                               work.scores[k] = {0, expected_improvement(prediction, best)};
                             });
    team.once([&] { team.state.head->charged += kWorthOfAChoice; });
    return team.best(problem.proposals);
  }
};

}  // namespace tessera::search::island

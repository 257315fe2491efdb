#include "search/polish.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tessera::search {

namespace {

constexpr std::size_t batch = 256;
constexpr std::size_t kept = 2048;  // promising swaps remembered by one scan

/** Scores `swaps` in batches; the best one that beats the chain, if any, is left in swap and score. */
bool best_of(Evaluator& evaluator, const Chain& chain, const std::vector<Swap>& swaps, Swap& swap, Score& score) {
  bool found = false;
  std::vector<Score> scores(batch);
  for (std::size_t first = 0; first < swaps.size(); first += batch) {
    const std::span part(swaps.data() + first, std::min(batch, swaps.size() - first));
    evaluator.score_swaps(chain, part, std::span(scores).first(part.size()), chain.score.fitness);
    for (std::size_t k = 0; k < part.size(); ++k) {
      if (found ? !better(scores[k], score) : !improves(scores[k], chain.score)) continue;
      swap = part[k];
      score = scores[k];
      found = true;
    }
  }
  return found;
}

enum class Step { moved, optimal, unknown };

/** One steepest step by bounds. `unknown`: the bounds are too loose to settle it within a reasonable effort. */
Step screened_step(Evaluator& evaluator, Screen& screen, Chain& chain) {
  screen.prepare(chain);
  std::vector<ScreenedSwap> found;
  std::vector<Swap> part;
  constexpr int scans = 6;
  for (int scan = 0; scan < scans; ++scan) {
    const bool complete = screen.scan(chain, chain.score.fitness, kept, found);
    Swap swap;
    Score score = chain.score;
    bool improves = false, learnt = false;
    for (std::size_t first = 0; first < found.size() && found[first].bound > score.fitness; first += batch) {
      part.clear();
      const std::size_t end = std::min(first + batch, found.size());
      for (std::size_t k = first; k < end; ++k) part.push_back(found[k].swap);
      Swap candidate;
      Score value;
      if (best_of(evaluator, chain, part, candidate, value) && better(value, score)) {
        swap = candidate;
        score = value;
        improves = true;
      }
      // The best bound of a batch that came to nothing shows which window the bounds miss.
      if (!improves && screen.learn(part.front())) learnt = true;
    }
    if (improves) {
      evaluator.apply(chain, swap, score);
      return Step::moved;
    }
    if (complete) return Step::optimal;
    if (!learnt) break;
  }
  return Step::unknown;
}

/** One pass over all members: the best replacement of each. True when none improved. */
bool plain_pass(Evaluator& evaluator, Chain& chain, std::uint64_t end, const Interrupt& interrupt) {
  const Problem& problem = evaluator.problem();
  const std::vector<std::uint32_t> members = chain.members;
  std::vector<Swap> swaps;
  bool optimal = true;
  for (const auto out : members) {
    if (!problem.allowed[out]) continue;
    if (evaluator.spent() >= end || interrupt.requested()) return false;
    swaps.clear();
    for (const auto in : problem.candidates) {
      if (!chain.holds[in] && groups_allow(problem, chain, {out, in})) swaps.push_back({out, in});
    }
    Swap swap;
    Score score;
    if (!best_of(evaluator, chain, swaps, swap, score)) continue;
    evaluator.apply(chain, swap, score);
    optimal = false;
  }
  return optimal;
}

}  // namespace

bool polish(Evaluator& evaluator, Screen& screen, Chain& chain, std::uint64_t budget,
            const Interrupt& interrupt) {
  const Problem& problem = evaluator.problem();
  const std::uint64_t end = evaluator.spent() + budget;
  const std::uint64_t neighbourhood = problem.neighbourhood();
  bool use_screen = Screen::usable(problem) && problem.candidates.size() >= batch;
  screen.reset();
  while (evaluator.spent() < end && !interrupt.requested()) {
    if (use_screen && chain.score.violation == 0 && std::isfinite(chain.score.fitness)) {
      const std::uint64_t before = evaluator.evaluations();
      const Step step = screened_step(evaluator, screen, chain);
      const std::uint64_t scored = std::min(evaluator.evaluations() - before, neighbourhood);
      evaluator.note_screened(neighbourhood - scored);
      evaluator.charge(neighbourhood / screened_per_evaluation);
      if (step == Step::optimal) return true;
      use_screen = step != Step::unknown;
    } else if (plain_pass(evaluator, chain, end, interrupt)) {
      return true;
    }
  }
  return false;
}

}  // namespace tessera::search

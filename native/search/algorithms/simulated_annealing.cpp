#include "search/algorithms/simulated_annealing.h"

#include <algorithm>
#include <cmath>

#include "search/construct.h"
#include "search/island_count.h"
#include "search/promising.h"
#include "search/propose.h"

namespace tessera::search {

std::span<const ParameterSpec> SimulatedAnnealing::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      {"first_temperature", 0.1, 1e-6, 100, "at the start of a cooling, in units of the mean absolute fitness change"},
      {"last_temperature", 0.01, 1e-9, 100, "at its end"},
      {"coolings", 1, 1, 100, "coolings within the budget; each but the first is a reheat from the chain's best"},
  };
  return specs;
}

SimulatedAnnealing::SimulatedAnnealing(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      first_(parameters.get("first_temperature")),
      last_(parameters.get("last_temperature")),
      coolings_(parameters.count("coolings")),
      temperature_(first_),
      chains_(island_count(problem, parameters)) {}

void SimulatedAnnealing::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) {
  Stream stream = problem_.stream(0, island);
  Annealer& annealer = chains_[island];
  // Half of the chains start from the given portfolio, the others anywhere.
  const bool use_warm = island % 2 == 0;
  annealer.chain.set_members(problem_, construct(problem_, stream, use_warm ? warm : std::span<const std::uint32_t>()));
  evaluator.refresh(annealer.chain);
  note(annealer);
  constexpr std::size_t sample = 256;
  std::vector<Swap> swaps;
  propose(problem_, annealer.chain, stream, sample, swaps);
  std::vector<Score> scores(swaps.size());
  evaluator.score_swaps(annealer.chain, swaps, scores);
  for (const auto& score : scores) {
    const double change = std::fabs(score.fitness - annealer.chain.score.fitness);
    if (std::isfinite(change)) annealer.scale += change / static_cast<double>(scores.size());
  }
}

void SimulatedAnnealing::note(Annealer& annealer) const {
  if (!annealer.best.members.empty() && !better(annealer.chain.score, annealer.best.score)) return;
  annealer.best = {annealer.chain.members, annealer.chain.score};
}

void SimulatedAnnealing::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota,
                              Evaluator& evaluator) {
  Stream stream = problem_.stream(generation, island);
  Annealer& annealer = chains_[island];
  Chain& chain = annealer.chain;
  evaluator.refresh(chain);
  std::vector<Swap> swaps;
  std::vector<Score> scores;
  while (quota > 0) {
    // As many proposals as are likely to be looked at before one is accepted.
    const double likely = 1.0 / std::max(annealer.acceptance, 1.0 / 256);
    const auto batch = std::min<std::uint64_t>(quota, static_cast<std::uint64_t>(std::clamp(likely, 8.0, 256.0)));
    propose(problem_, chain, stream, batch, swaps);
    if (swaps.empty()) return;
    scores.resize(swaps.size());
    const double temperature = temperature_ * annealer.scale;
    // Nothing further below than this is accepted but once in e^30 times.
    evaluator.score_swaps(chain, swaps, scores, chain.score.fitness - 30 * temperature);
    quota -= swaps.size();
    for (std::size_t k = 0; k < swaps.size(); ++k) {
      const double change = scores[k].fitness - chain.score.fitness;
      constexpr double memory = 1.0 / 512;
      if (std::isfinite(change)) annealer.scale += memory * (std::fabs(change) - annealer.scale);
      const bool accepted = scores[k].violation < chain.score.violation ||
                            (scores[k].violation == chain.score.violation &&
                             (change >= 0 || stream.uniform() < std::exp(change / temperature)));
      annealer.acceptance += memory * ((accepted ? 1.0 : 0.0) - annealer.acceptance);
      if (!accepted) continue;
      evaluator.apply(chain, swaps[k], scores[k]);
      note(annealer);
      break;
    }
  }
}

void SimulatedAnnealing::merge(std::uint32_t, double progress) {
  const double position = progress * coolings_;
  const double before = temperature_;
  temperature_ = first_ * std::pow(last_ / first_, position - std::floor(position));
  if (temperature_ <= before) return;
  for (auto& annealer : chains_) annealer.chain.set_members(problem_, annealer.best.members);
}

void SimulatedAnnealing::save(ByteWriter& writer) const {
  writer.value(temperature_);
  for (const auto& annealer : chains_) {
    writer.list(annealer.chain.members);
    annealer.best.save(writer);
    writer.value(annealer.scale);
    writer.value(annealer.acceptance);
  }
}

void SimulatedAnnealing::load(ByteReader& reader) {
  temperature_ = reader.value<double>();
  for (auto& annealer : chains_) {
    annealer.chain.set_members(problem_, reader.list<std::uint32_t>());
    annealer.best = Portfolio::load(reader);
    annealer.scale = reader.value<double>();
    annealer.acceptance = reader.value<double>();
  }
}

}  // namespace tessera::search

#include "search/algorithms/hill_climbing.h"

#include <algorithm>

#include "search/climb.h"
#include "search/construct.h"
#include "search/island_count.h"
#include "search/polish.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> HillClimbing::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      {"patience", 4096, 1, 1e9, "evaluations without improvement before the exhaustive neighbourhood takes over"},
      {"kick", 0.05, 0, 1, "share of the best portfolio that a restart from it replaces"},
  };
  return specs;
}

HillClimbing::HillClimbing(const Problem& problem, const Parameters& parameters)
    : problem_(problem), patience_(parameters.count("patience")), kick_(parameters.get("kick")) {
  for (std::uint32_t k = 0; k < island_count(problem, parameters); ++k) climbers_.emplace_back(problem);
}

void HillClimbing::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) {
  Stream stream = problem_.stream(0, island);
  Climber& climber = climbers_[island];
  const bool use_warm = island % 2 == 0;
  climber.chain.set_members(problem_, construct(problem_, stream, use_warm ? warm : std::span<const std::uint32_t>()));
  evaluator.refresh(climber.chain);
  climber.best = {climber.chain.members, climber.chain.score};
}

void HillClimbing::restart(Climber& climber, std::uint32_t island, Stream& stream, Evaluator& evaluator) const {
  std::vector<std::uint32_t> kept;
  if (island % 2 == 0) {
    kept = climber.best.members;
    const auto replaced = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(kick_ * problem_.size));
    for (std::uint32_t k = 0; k < replaced && !kept.empty(); ++k) {
      kept.erase(kept.begin() + stream.below(static_cast<std::uint32_t>(kept.size())));
    }
  }
  climber.chain.set_members(problem_, construct(problem_, stream, kept));
  climber.idle = 0;
  evaluator.refresh(climber.chain);
}

void HillClimbing::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) {
  Stream stream = problem_.stream(generation, island);
  Climber& climber = climbers_[island];
  evaluator.refresh(climber.chain);
  const std::uint64_t end = evaluator.spent() + quota;
  while (evaluator.spent() < end) {
    const std::uint64_t left = end - evaluator.spent();
    if (climber.idle < patience_) {
      climber.idle = climb(evaluator, climber.chain, stream, left, patience_, climber.idle);
      continue;
    }
    const bool optimal = polish(evaluator, climber.screen, climber.chain, left, {});
    note(climber);
    if (!optimal) continue;
    ++climber.optima;
    restart(climber, island, stream, evaluator);
  }
  note(climber);
}

void HillClimbing::note(Climber& climber) {
  if (better(climber.chain.score, climber.best.score)) climber.best = {climber.chain.members, climber.chain.score};
}

double HillClimbing::spread() const {
  double optima = 0;
  for (const auto& climber : climbers_) optima += climber.optima;
  return optima;
}

void HillClimbing::save(ByteWriter& writer) const {
  for (const auto& climber : climbers_) {
    writer.list(climber.chain.members);
    climber.best.save(writer);
    writer.value(climber.idle);
    writer.value(climber.optima);
  }
}

void HillClimbing::load(ByteReader& reader) {
  for (auto& climber : climbers_) {
    climber.chain.set_members(problem_, reader.list<std::uint32_t>());
    climber.best = Portfolio::load(reader);
    climber.idle = reader.value<std::uint64_t>();
    climber.optima = reader.value<std::uint32_t>();
  }
}

}  // namespace tessera::search

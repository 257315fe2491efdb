#include "search/algorithms/particle_swarm.h"

#include <algorithm>
#include <iterator>

#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> ParticleSwarm::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      population_spec,
      learning_spec,
      {"first_inertia", 0.9, 0, 1, "share of a velocity that is kept, at the start"},
      {"last_inertia", 0.4, 0, 1, "the same at the end of the budget"},
      {"personal", 1.0, 0, 2, "pull of the particle's own best: most probability of one step"},
      {"social", 1.0, 0, 2, "pull of the swarm's best"},
      {"turbulence", 0.05, 0, 1, "share of the members that random strategies replace at every step"},
  };
  return specs;
}

ParticleSwarm::ParticleSwarm(const Problem& problem, const Parameters& parameters)
    : Memetic(problem, parameters),
      first_inertia_(parameters.get("first_inertia")),
      last_inertia_(parameters.get("last_inertia")),
      personal_(parameters.get("personal")),
      social_(parameters.get("social")),
      turbulence_(parameters.get("turbulence")),
      inertia_(first_inertia_),
      swarms_(islands(), std::vector<Particle>(parameters.count("population"))) {}

void ParticleSwarm::started(std::uint32_t island, Stream&) {
  for (std::size_t k = 0; k < swarms_[island].size(); ++k) {
    swarms_[island][k].position = group(island).population[k].members;
  }
}

void ParticleSwarm::pull(Particle& particle, const std::vector<std::uint32_t>& towards, double strength,
                         Stream& stream) const {
  std::vector<std::uint32_t> missing;
  std::set_difference(towards.begin(), towards.end(), particle.position.begin(), particle.position.end(),
                      std::back_inserter(missing));
  for (const auto strategy : missing) {
    double& probability = particle.velocity[strategy];
    probability = std::max(probability, std::min(1.0, strength * stream.uniform()));
  }
}

std::vector<std::uint32_t> ParticleSwarm::breed(std::uint32_t island, std::uint32_t turn, Stream& stream) {
  constexpr double faded = 0.05;  // a probability below this is forgotten
  Particle& particle = swarms_[island][turn];
  for (auto& [strategy, probability] : particle.velocity) probability *= inertia_;
  std::erase_if(particle.velocity, [&](const auto& one) {
    return one.second < faded || std::binary_search(particle.position.begin(), particle.position.end(), one.first);
  });
  pull(particle, group(island).population[turn].members, personal_, stream);
  pull(particle, group(island).best.members, social_, stream);

  // The strategies that enter, then the old members in random order as far as there is room.
  std::vector<std::uint32_t> entering, staying = particle.position;
  for (const auto& [strategy, probability] : particle.velocity) {
    if (stream.uniform() < probability) entering.push_back(strategy);
  }
  const auto draws = static_cast<std::uint32_t>(turbulence_ * problem().size + stream.uniform());
  for (std::uint32_t k = 0; k < draws; ++k) entering.push_back(random_candidate(stream));
  shuffle(entering, stream);
  // Half of the portfolio at most changes in a step: the swarm moves, it does not jump.
  entering.resize(std::min<std::size_t>(entering.size(), (problem().size + 1) / 2));
  shuffle(staying, stream);
  entering.insert(entering.end(), staying.begin(), staying.end());
  return entering;
}

void ParticleSwarm::place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream&) {
  swarms_[island][turn].position = child.members;
  Portfolio& personal = group(island).population[turn];
  if (ranks_before(child, personal)) personal = child;
}

void ParticleSwarm::merge(std::uint32_t generation, double progress) {
  inertia_ = first_inertia_ + (last_inertia_ - first_inertia_) * std::min(1.0, progress);
  Memetic::merge(generation, progress);
}

void ParticleSwarm::save(ByteWriter& writer) const {
  Memetic::save(writer);
  writer.value(inertia_);
  for (const auto& swarm : swarms_) {
    for (const auto& particle : swarm) {
      writer.list(particle.position);
      writer.value(static_cast<std::uint64_t>(particle.velocity.size()));
      for (const auto& [strategy, probability] : particle.velocity) {
        writer.value(strategy);
        writer.value(probability);
      }
    }
  }
}

void ParticleSwarm::load(ByteReader& reader) {
  Memetic::load(reader);
  inertia_ = reader.value<double>();
  for (auto& swarm : swarms_) {
    for (auto& particle : swarm) {
      particle.position = reader.list<std::uint32_t>();
      particle.velocity.clear();
      const auto count = reader.value<std::uint64_t>();
      for (std::uint64_t k = 0; k < count; ++k) {
        const auto strategy = reader.value<std::uint32_t>();
        particle.velocity[strategy] = reader.value<double>();
      }
    }
  }
}

}  // namespace tessera::search

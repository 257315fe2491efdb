#include "search/algorithms/particle_swarm.h"

#include <algorithm>

#include "search/algorithms/shared_specs.h"
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
      first_(parameters.get("first_inertia")),
      last_(parameters.get("last_inertia")),
      inertia_(first_) {}

void ParticleSwarm::describe(tsr_search_problem& seen) const {
  Memetic::describe(seen);
  seen.personal = parameters_.get("personal");
  seen.social = parameters_.get("social");
  seen.turbulence = parameters_.get("turbulence");
}

void ParticleSwarm::merge(uint32_t generation, double progress, Islands& islands) {
  inertia_ = first_ + (last_ - first_) * std::min(1.0, progress);
  Memetic::merge(generation, progress, islands);
}

}  // namespace tessera::search

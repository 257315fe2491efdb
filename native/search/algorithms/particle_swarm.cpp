#include <algorithm>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/memetic.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** PSO; see island/particle_swarm.h. The inertia falls over the budget. */
class ParticleSwarm final : public Memetic {
 public:
  ParticleSwarm(const Problem& problem, const Parameters& parameters);

  void describe(tsr_search_problem& seen) const override;
  void prepare(tsr_search_generation& generation) override { generation.heat = inertia_; }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  void save(ByteWriter& writer) const override { writer.value(inertia_); }
  void load(ByteReader& reader) override { inertia_ = reader.value<double>(); }

 private:
  double first_, last_;  // inertia at the ends of the budget
  double inertia_;
};

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

}  // namespace

std::span<const ParameterSpec> particle_swarm_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      kPopulationSpec,
      kLearningSpec,
      {"first_inertia", 0.9, 0, 1, "share of a velocity that is kept, at the start"},
      {"last_inertia", 0.4, 0, 1, "the same at the end of the budget"},
      {"personal", 1.0, 0, 2, "pull of the particle's own best: most probability of one step"},
      {"social", 1.0, 0, 2, "pull of the swarm's best"},
      {"turbulence", 0.05, 0, 1, "share of the members that random strategies replace at every step"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_particle_swarm(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<ParticleSwarm>(problem, parameters);
}

}  // namespace tessera::search

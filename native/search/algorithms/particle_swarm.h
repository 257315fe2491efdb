#pragma once

#include "search/algorithms/memetic.h"

namespace tessera::search {

/** PSO; see island/particle_swarm.h. The inertia falls over the budget. */
class ParticleSwarm final : public Memetic {
 public:
  ParticleSwarm(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;
  void prepare(tsr_search_generation& generation) override { generation.heat = inertia_; }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  void save(ByteWriter& writer) const override { writer.value(inertia_); }
  void load(ByteReader& reader) override { inertia_ = reader.value<double>(); }

 private:
  double first_, last_;  // inertia at the ends of the budget
  double inertia_;
};

}  // namespace tessera::search

#pragma once

#include <map>

#include "search/memetic.h"

namespace tessera::search {

/**
 * PSO over sets: a particle's velocity is a set of strategies, each with a probability of entering its portfolio. What
 * the personal and the swarm's best have and the particle lacks pulls it; inertia fades old pulls.
 * Sources: Kennedy, Eberhart, "Particle swarm optimization", ICNN 1995; Chen, Zhang, Chung, Zhong, Wu, Shi, "A novel
 * set-based particle swarm optimization method for discrete optimization problems", IEEE TEC 14(2), 2010; Shi, Eberhart,
 * "A modified particle swarm optimizer", ICEC 1998 (falling inertia).
 */
class ParticleSwarm final : public Memetic {
 public:
  ParticleSwarm(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();
  void merge(std::uint32_t generation, double progress) override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  struct Particle {
    std::vector<std::uint32_t> position;        // ascending; the population holds the personal best
    std::map<std::uint32_t, double> velocity;   // strategy -> probability
  };
  std::vector<std::uint32_t> breed(std::uint32_t island, std::uint32_t turn, Stream& stream) override;
  void place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream& stream) override;
  void started(std::uint32_t island, Stream& stream) override;
  void pull(Particle& particle, const std::vector<std::uint32_t>& towards, double strength, Stream& stream) const;

  double first_inertia_, last_inertia_, personal_, social_, turbulence_;
  double inertia_;
  std::vector<std::vector<Particle>> swarms_;  // [island][individual]
};

}  // namespace tessera::search

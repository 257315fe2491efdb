#pragma once

#include "search/algorithm.h"

namespace tessera::search {

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
class SimulatedAnnealing final : public Algorithm {
 public:
  SimulatedAnnealing(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  std::uint32_t islands() const override { return static_cast<std::uint32_t>(chains_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) override;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) override;
  void merge(std::uint32_t generation, double progress) override;
  const Portfolio& best(std::uint32_t island) const override { return chains_[island].best; }
  /** Temperature as a fraction of the scale of changes. */
  double spread() const override { return temperature_; }
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  struct Annealer {
    Chain chain;
    Portfolio best;
    double scale = 0;        // mean absolute fitness change of recent proposals
    double acceptance = 1;   // recent share of proposals accepted
  };
  void note(Annealer& annealer) const;

  const Problem& problem_;
  double first_, last_;  // temperatures at the ends of a cooling
  std::uint32_t coolings_;
  double temperature_;
  std::vector<Annealer> chains_;
};

}  // namespace tessera::search

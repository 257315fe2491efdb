#pragma once

#include "search/algorithm.h"

namespace tessera::search {

/**
 * ACO: ants draw portfolios without replacement with probability pheromone^alpha x heuristic^beta per strategy; the best
 * of a generation and of all time leave pheromone. One value per strategy: memory O(N). The ants are in island/ant_colony.h.
 * Sources: Dorigo, Maniezzo, Colorni, "Ant system", IEEE TSMC-B 26(1), 1996; Stutzle, Hoos, "MAX-MIN ant system", FGCS
 * 16(8), 2000 (bounds and their choice, local search after construction); Leguizamon, Michalewicz, "A new version of ant
 * system for subset problems", CEC 1999 (pheromone on items, not on pairs).
 */
class AntColony final : public Algorithm {
 public:
  AntColony(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;
  void prepare(tsr_search_generation& generation) override { generation.cumulative = cumulative_.data(); }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  /** Share of the drawing weight that lies on the n strategies with the most pheromone. */
  double spread(const Islands& islands) const override;
  void save(ByteWriter& writer) const override { writer.list(pheromone_); }
  void load(ByteReader& reader) override;

 private:
  void deposit(const uint32_t* members, double amount);
  void rebuild();

  const Problem& problem_;
  uint64_t learning_;
  double alpha_, evaporation_, least_;
  uint32_t islands_;
  std::vector<double> heuristic_;   // [candidate] to the power of beta
  std::vector<double> pheromone_;   // [candidate] least_..1
  std::vector<double> cumulative_;  // [candidate] running sum of the drawing weights
};

}  // namespace tessera::search

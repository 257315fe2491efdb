#pragma once

#include "search/algorithm.h"
#include "search/chain.h"

namespace tessera::search {

/**
 * ACO: ants draw portfolios without replacement with probability pheromone^alpha x heuristic^beta per strategy; the best
 * of a generation and of all time leave pheromone. One value per strategy: memory O(N).
 * Sources: Dorigo, Maniezzo, Colorni, "Ant system", IEEE TSMC-B 26(1), 1996; Stutzle, Hoos, "MAX-MIN ant system", FGCS
 * 16(8), 2000 (bounds and their choice, local search after construction); Leguizamon, Michalewicz, "A new version of ant
 * system for subset problems", CEC 1999 (pheromone on items, not on pairs).
 */
class AntColony final : public Algorithm {
 public:
  AntColony(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  std::uint32_t islands() const override { return static_cast<std::uint32_t>(groups_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) override;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) override;
  void merge(std::uint32_t generation, double progress) override;
  const Portfolio& best(std::uint32_t island) const override { return groups_[island].best; }
  /** Share of the drawing weight that lies on the n strategies with the most pheromone. */
  double spread() const override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  struct Group {
    Portfolio best;       // of all time
    Portfolio iteration;  // of this generation
    Chain chain;          // scratch
  };
  void walk(Group& group, std::span<const std::uint32_t> wanted, Stream& stream, Evaluator& evaluator) const;
  std::vector<std::uint32_t> draw(Stream& stream) const;
  void deposit(const Portfolio& portfolio, double amount);
  void rebuild();

  const Problem& problem_;
  std::uint64_t learning_;
  double alpha_, evaporation_, least_;
  std::vector<double> heuristic_;   // [candidate] to the power of beta
  std::vector<double> pheromone_;   // [candidate] least_..1
  std::vector<double> cumulative_;  // [candidate] running sum of the drawing weights
  std::vector<Group> groups_;
};

}  // namespace tessera::search

#pragma once

#include "search/algorithm.h"
#include "search/screen.h"

namespace tessera::search {

/**
 * HC: first improvement over random swaps, then the exhaustive steepest neighbourhood (all n x N swaps) to a
 * proven swap-local optimum, then a restart. Even islands restart from a random change of part of their best
 * portfolio, odd ones anywhere.
 * Sources: Russell, Norvig, "Artificial Intelligence: a modern approach", 4.1 (steepest, first-choice and
 * random-restart hill climbing); Lourenco, Martin, Stutzle, "Iterated local search", Handbook of Metaheuristics, 2003.
 */
class HillClimbing final : public Algorithm {
 public:
  HillClimbing(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  std::uint32_t islands() const override { return static_cast<std::uint32_t>(climbers_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) override;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) override;
  void merge(std::uint32_t, double) override {}
  const Portfolio& best(std::uint32_t island) const override { return climbers_[island].best; }
  /** Local optima reached so far. */
  double spread() const override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  struct Climber {
    explicit Climber(const Problem& problem) : screen(problem) {}
    Chain chain;
    Portfolio best;
    std::uint64_t idle = 0;  // evaluations since the last improvement
    std::uint32_t optima = 0;
    Screen screen;
  };
  static void note(Climber& climber);
  void restart(Climber& climber, std::uint32_t island, Stream& stream, Evaluator& evaluator) const;

  const Problem& problem_;
  std::uint64_t patience_;
  double kick_;
  std::vector<Climber> climbers_;
};

}  // namespace tessera::search

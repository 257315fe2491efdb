#pragma once

#include <span>
#include <vector>

#include "search/algorithm.h"
#include "search/chain.h"

namespace tessera::search {

/**
 * Islands of portfolios that an algorithm recombines and a short climb improves (Moscato, "On evolution, search,
 * optimization, genetic algorithms and martial arts", Caltech 1989). Base of the population methods: they say how a
 * new portfolio comes about (`breed`) and what is done with it (`place`).
 */
class Memetic : public Algorithm {
 public:
  std::uint32_t islands() const final { return static_cast<std::uint32_t>(groups_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) final;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) final;
  void merge(std::uint32_t generation, double progress) override;
  const Portfolio& best(std::uint32_t island) const final { return groups_[island].best; }
  /** Mean share of members that two neighbours of an island's population do not have in common. */
  double spread() const override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 protected:
  struct Group {
    std::vector<Portfolio> population;
    Portfolio best;
    std::uint32_t next = 0;  // individual whose turn it is
    Chain chain;             // scratch
  };

  Memetic(const Problem& problem, const Parameters& parameters);

  /** Members of a new portfolio; `turn` is the individual whose turn it is. Any order, repeats allowed, no bounds. */
  virtual std::vector<std::uint32_t> breed(std::uint32_t island, std::uint32_t turn, Stream& stream) = 0;
  /** Takes the improved portfolio into the population, or not. */
  virtual void place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream& stream) = 0;
  /** The first population of the island is complete. */
  virtual void started(std::uint32_t, Stream&) {}

  const Group& group(std::uint32_t island) const { return groups_[island]; }
  Group& group(std::uint32_t island) { return groups_[island]; }
  const Problem& problem() const { return problem_; }

  /** A random strategy that may be chosen. */
  std::uint32_t random_candidate(Stream& stream) const;

 private:
  Portfolio improve(Group& group, std::span<const std::uint32_t> wanted, std::uint64_t learning, Stream& stream,
                    Evaluator& evaluator) const;

  const Problem& problem_;
  std::uint64_t learning_;
  std::vector<Group> groups_;
};

/** Entries of the shared parameters for the lists of specs. */
inline constexpr ParameterSpec population_spec = {"population", 16, 4, 4096, "portfolios of an island"};
inline constexpr ParameterSpec learning_spec = {"learning", 512, 0, 1e9, "evaluations of the climb that improves each new portfolio"};

/** Evaluations of each climb of a first population of so many portfolios: all of them take a quarter of the budget at most. */
std::uint64_t first_learning(const Problem& problem, std::uint64_t learning, std::size_t portfolios);

/** Order of a random permutation of `list`, in place. */
void shuffle(std::vector<std::uint32_t>& list, Stream& stream);

}  // namespace tessera::search

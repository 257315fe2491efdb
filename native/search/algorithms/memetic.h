#pragma once

#include "search/algorithms/algorithm.h"

namespace tessera::search {

/** Base of the algorithms whose islands hold populations (island/memetic.h): their parameters, and exchange around a ring. */
class Memetic : public Algorithm {
 public:
  Memetic(const Problem& problem, const Parameters& parameters) : problem_(problem), parameters_(parameters) {}

  void describe(tsr_search_problem& seen) const override;
  void merge(uint32_t generation, double progress, Islands& islands) override;

 protected:
  /** Portfolios of an island: the parameter, or what fits the number of islands. */
  uint32_t population() const;
  /** Individual k of the island came from another one. */
  virtual void replaced(const island::State&, uint32_t) {}

  const Problem& problem_;
  const Parameters& parameters_;
};

/** Evaluations of each climb of a first population of so many portfolios: all of them take a quarter of the budget at most. */
uint64_t first_learning(const Problem& problem, uint64_t learning, uint64_t portfolios);

}  // namespace tessera::search

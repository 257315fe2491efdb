#pragma once

#include "search/algorithm.h"

namespace tessera::search {

/** HC; see island/hill_climbing.h. */
class HillClimbing final : public Algorithm {
 public:
  HillClimbing(const Problem& problem, const Parameters& parameters) : problem_(problem), parameters_(parameters) {}
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;
  /** Local optima reached so far. */
  double spread(const Islands& islands) const override;

 private:
  const Problem& problem_;
  const Parameters& parameters_;
};

}  // namespace tessera::search

#pragma once

#include "search/algorithm.h"
#include "search/embedding.h"

namespace tessera::search {

/** BO; see island/bayesian.h. Spread: members that a proposal around the incumbent changes at most. */
class Bayesian final : public Algorithm {
 public:
  Bayesian(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;

 private:
  const Problem& problem_;
  const Parameters& parameters_;
  Embedding embedding_;
};

}  // namespace tessera::search

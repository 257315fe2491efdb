#pragma once

#include "search/algorithm.h"

namespace tessera::search {

/** RS; see island/random_search.h. */
class RandomSearch final : public Algorithm {
 public:
  explicit RandomSearch(const Parameters& parameters) : parameters_(parameters) {}
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override { seen.islands = parameters_.count("islands"); }

 private:
  const Parameters& parameters_;
};

}  // namespace tessera::search

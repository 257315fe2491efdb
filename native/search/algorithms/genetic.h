#pragma once

#include "search/algorithms/memetic.h"

namespace tessera::search {

/** GA; see island/genetic.h. */
class Genetic final : public Memetic {
 public:
  using Memetic::Memetic;
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;
};

}  // namespace tessera::search

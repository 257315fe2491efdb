#pragma once

#include "search/algorithms/memetic.h"

namespace tessera::search {

/** DE; see island/differential_evolution.h. */
class DifferentialEvolution final : public Memetic {
 public:
  using Memetic::Memetic;
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override;

 private:
  /** A portfolio that came from another island gets keys of its own: 1 for all members. */
  void replaced(const island::State& state, uint32_t individual) override;
};

}  // namespace tessera::search

#pragma once

#include "search/memetic.h"

namespace tessera::search {

/**
 * GA: tournament selection, set crossover, mutation, elitism by replacing the worst.
 * Sources: Holland, "Adaptation in natural and artificial systems", 1975 (the method); Goldberg, Deb, "A comparative
 * analysis of selection schemes", FOGA 1991 (tournaments); Radcliffe, George, "A study in set recombination", ICGA 1993
 * (what both parents have stays, the rest comes from their symmetric difference); Whitley, "The GENITOR algorithm", ICGA
 * 1989 (one child at a time takes the place of the worst, so the best is never lost).
 */
class Genetic final : public Memetic {
 public:
  Genetic(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

 private:
  std::vector<std::uint32_t> breed(std::uint32_t island, std::uint32_t turn, Stream& stream) override;
  void place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream& stream) override;
  const Portfolio& select(std::uint32_t island, Stream& stream) const;

  std::uint32_t tournament_;
  double mutation_;
};

}  // namespace tessera::search

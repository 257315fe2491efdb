#pragma once

#include <map>

#include "search/memetic.h"

namespace tessera::search {

/**
 * DE/rand/1/bin on keys: an individual gives every strategy a real key, its portfolio is the n highest. Only keys other
 * than 0 are stored; the differential operator a + F (b - c) and the crossover work on them as on any vector.
 * Sources: Storn, Price, "Differential evolution", Journal of Global Optimization 11, 1997; Bean, "Genetic algorithms and
 * random keys for sequencing and optimization", ORSA Journal on Computing 6(2), 1994 (the encoding).
 */
class DifferentialEvolution final : public Memetic {
 public:
  DifferentialEvolution(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();
  void merge(std::uint32_t generation, double progress) override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  using Keys = std::map<std::uint32_t, double>;  // strategy -> key, 0 where absent
  std::vector<std::uint32_t> breed(std::uint32_t island, std::uint32_t turn, Stream& stream) override;
  void place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream& stream) override;
  void started(std::uint32_t island, Stream& stream) override;
  Keys encode(const Portfolio& portfolio, const Keys& trial, Stream& stream) const;

  double factor_, crossover_, fresh_;
  std::vector<std::vector<Keys>> keys_;  // [island][individual]
  std::vector<Keys> trials_;             // [island] of the individual whose turn it is
};

}  // namespace tessera::search

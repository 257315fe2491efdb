#pragma once

#include "search/algorithm.h"

namespace tessera::search {

/** SA; see island/simulated_annealing.h. The temperature falls within each cooling, and a reheat starts from the chains' best. */
class SimulatedAnnealing final : public Algorithm {
 public:
  SimulatedAnnealing(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  void describe(tsr_search_problem& seen) const override { seen.islands = islands_; }
  void prepare(tsr_search_generation& generation) override { generation.heat = temperature_; }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  /** Temperature as a fraction of the scale of changes. */
  double spread(const Islands&) const override { return temperature_; }
  void save(ByteWriter& writer) const override { writer.value(temperature_); }
  void load(ByteReader& reader) override { temperature_ = reader.value<double>(); }

 private:
  const Problem& problem_;
  double first_, last_;  // temperatures at the ends of a cooling
  uint32_t coolings_, islands_;
  double temperature_;
};

}  // namespace tessera::search

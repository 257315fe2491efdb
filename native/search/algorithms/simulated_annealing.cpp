#include "search/algorithms/simulated_annealing.h"

#include <algorithm>
#include <cmath>

#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> SimulatedAnnealing::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      {"first_temperature", 0.1, 1e-6, 100, "at the start of a cooling, in units of the mean absolute fitness change"},
      {"last_temperature", 0.01, 1e-9, 100, "at its end"},
      {"coolings", 1, 1, 100, "coolings within the budget; each but the first is a reheat from the chain's best"},
  };
  return specs;
}

SimulatedAnnealing::SimulatedAnnealing(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      first_(parameters.get("first_temperature")),
      last_(parameters.get("last_temperature")),
      coolings_(parameters.count("coolings")),
      islands_(island_count(problem, parameters)),
      temperature_(first_) {}

void SimulatedAnnealing::merge(uint32_t, double progress, Islands& islands) {
  const double position = progress * coolings_;
  const double before = temperature_;
  temperature_ = first_ * std::pow(last_ / first_, position - std::floor(position));
  if (temperature_ <= before) return;
  islands.fetch();
  for (const auto& state : islands.states()) std::copy_n(state.best, problem_.size, state.current);
  islands.store();
}

}  // namespace tessera::search

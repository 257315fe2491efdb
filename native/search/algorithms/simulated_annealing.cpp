#include <algorithm>
#include <cmath>

#include "search/algorithms/algorithm.h"
#include "search/algorithms/island_exchange.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

constexpr uint32_t kWinnersInterval = 8;  // generations between two exchanges

/**
 * SA; see island/simulated_annealing.h. The temperature falls within each cooling, and a reheat starts from the chains' best.
 * Many chains go with the winners: one whose best is behind that of another goes on from there (Grassberger, "Go with the
 * winners: a general Monte Carlo strategy", Computer Physics Communications 147, 2002).
 */
class SimulatedAnnealing final : public Algorithm {
 public:
  SimulatedAnnealing(const Problem& problem, const Parameters& parameters);

  void describe(tsr_search_problem& seen) const override { seen.islands = islands_; }
  void prepare(tsr_search_generation& generation) override { generation.heat = temperature_; }
  void merge(uint32_t generation, double progress, Islands& islands) override;
  /** Temperature as a fraction of the scale of changes. */
  double spread(const Islands&) const override { return temperature_; }
  void save(ByteWriter& writer) const override { writer.value(temperature_); }
  void load(ByteReader& reader) override { temperature_ = reader.value<double>(); }

 private:
  void go_with_winners(uint32_t turn, Islands& islands) const;

  const Problem& problem_;
  double first_, last_;  // temperatures at the ends of a cooling
  uint32_t coolings_, islands_;
  double temperature_;
};

SimulatedAnnealing::SimulatedAnnealing(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      first_(parameters.get("first_temperature")),
      last_(parameters.get("last_temperature")),
      coolings_(parameters.count("coolings")),
      islands_(island_count(problem, parameters)),
      temperature_(first_) {}

void SimulatedAnnealing::go_with_winners(uint32_t turn, Islands& islands) const {
  pass_on_bests(islands, problem_.size, turn, [](const Portfolio& best, const island::State&, const island::State& to) {
    std::ranges::copy(best.members, to.current);
  });
}

void SimulatedAnnealing::merge(uint32_t generation, double progress, Islands& islands) {
  if (islands_ > kFewIslands && generation % kWinnersInterval == 0) go_with_winners(generation / kWinnersInterval - 1, islands);
  const double position = progress * coolings_;
  const double before = temperature_;
  temperature_ = first_ * std::pow(last_ / first_, position - std::floor(position));
  if (temperature_ <= before) return;
  islands.fetch();
  for (const auto& state : islands.states()) std::copy_n(state.best, problem_.size, state.current);
  islands.store();
}

}  // namespace

std::span<const ParameterSpec> simulated_annealing_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      kIslandSpec,
      kPromisingSpec,
      kPoolSpec,
      {"first_temperature", 0.1, 1e-6, 100, "at the start of a cooling, in units of the mean absolute fitness change"},
      {"last_temperature", 0.01, 1e-9, 100, "at its end"},
      {"coolings", 1, 1, 100, "coolings within the budget; each but the first is a reheat from the chain's best"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_simulated_annealing(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<SimulatedAnnealing>(problem, parameters);
}

}  // namespace tessera::search

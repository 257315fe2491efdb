#include "search/algorithms/differential_evolution.h"

#include <algorithm>

#include "search/island_count.h"
#include "search/promising.h"

namespace tessera::search {

std::span<const ParameterSpec> DifferentialEvolution::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      population_spec,
      learning_spec,
      {"factor", 0.7, 0, 2, "F: weight of the difference of two individuals"},
      {"crossover", 0.7, 0, 1, "CR: probability that a key comes from the mutant"},
      {"fresh", 0.05, 0, 1, "random strategies that get a key in each trial, as a share of the size"},
  };
  return specs;
}

DifferentialEvolution::DifferentialEvolution(const Problem& problem, const Parameters& parameters)
    : Memetic(problem, parameters),
      factor_(parameters.get("factor")),
      crossover_(parameters.get("crossover")),
      fresh_(parameters.get("fresh")),
      keys_(islands(), std::vector<Keys>(parameters.count("population"))),
      trials_(islands()) {}

/** Keys of a portfolio: those of the trial it grew from, and random ones for what the climb brought in. */
DifferentialEvolution::Keys DifferentialEvolution::encode(const Portfolio& portfolio, const Keys& trial,
                                                          Stream& stream) const {
  constexpr double least = 0.05;  // of a member, so that it stays above the strategies without a key
  Keys keys;
  for (const auto member : portfolio.members) {
    const auto known = trial.find(member);
    keys[member] = known != trial.end() ? std::clamp(known->second, least, 1.0) : least + (1 - least) * stream.uniform();
  }
  return keys;
}

void DifferentialEvolution::started(std::uint32_t island, Stream& stream) {
  for (std::size_t k = 0; k < keys_[island].size(); ++k) {
    keys_[island][k] = encode(group(island).population[k], {}, stream);
  }
}

std::vector<std::uint32_t> DifferentialEvolution::breed(std::uint32_t island, std::uint32_t turn, Stream& stream) {
  const auto& population = keys_[island];
  const auto count = static_cast<std::uint32_t>(population.size());
  std::uint32_t others[3];
  for (int k = 0; k < 3; ++k) {
    do {
      others[k] = stream.below(count);
    } while (others[k] == turn || (k > 0 && others[k] == others[0]) || (k > 1 && others[k] == others[1]));
  }
  Keys mutant = population[others[0]];
  for (const auto& [strategy, key] : population[others[1]]) mutant[strategy] += factor_ * key;
  for (const auto& [strategy, key] : population[others[2]]) mutant[strategy] -= factor_ * key;
  const auto draws = static_cast<std::uint32_t>(fresh_ * problem().size + stream.uniform());
  for (std::uint32_t k = 0; k < draws; ++k) mutant[random_candidate(stream)] += stream.uniform();

  const Keys& target = population[turn];
  for (const auto& [strategy, key] : target) mutant.try_emplace(strategy, 0.0);
  const auto forced = stream.below(static_cast<std::uint32_t>(mutant.size()));
  Keys& trial = trials_[island];
  trial.clear();
  std::uint32_t position = 0;
  for (const auto& [strategy, key] : mutant) {
    const auto own = target.find(strategy);
    const double kept = own != target.end() ? own->second : 0.0;
    trial[strategy] = stream.uniform() < crossover_ || position == forced ? key : kept;
    ++position;
  }

  std::vector<std::uint32_t> ranked;
  for (const auto& [strategy, key] : trial) {
    if (key > 0) ranked.push_back(strategy);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](auto a, auto b) { return trial.at(a) > trial.at(b); });
  return ranked;
}

void DifferentialEvolution::place(std::uint32_t island, std::uint32_t turn, const Portfolio& child, Stream& stream) {
  Portfolio& target = group(island).population[turn];
  if (!ranks_before(child, target)) return;
  target = child;
  keys_[island][turn] = encode(child, trials_[island], stream);
}

/** A portfolio that came from another island gets keys of its own: 1 for all members. */
void DifferentialEvolution::merge(std::uint32_t generation, double progress) {
  Memetic::merge(generation, progress);
  for (std::uint32_t island = 0; island < islands(); ++island) {
    for (std::size_t k = 0; k < keys_[island].size(); ++k) {
      Keys& keys = keys_[island][k];
      const auto& members = group(island).population[k].members;
      const auto has = [&](std::uint32_t member) { return keys.contains(member); };
      if (std::all_of(members.begin(), members.end(), has)) continue;
      keys.clear();
      for (const auto member : members) keys[member] = 1.0;
    }
  }
}

void DifferentialEvolution::save(ByteWriter& writer) const {
  Memetic::save(writer);
  for (const auto& population : keys_) {
    for (const auto& keys : population) {
      writer.value(static_cast<std::uint64_t>(keys.size()));
      for (const auto& [strategy, key] : keys) {
        writer.value(strategy);
        writer.value(key);
      }
    }
  }
}

void DifferentialEvolution::load(ByteReader& reader) {
  Memetic::load(reader);
  for (auto& population : keys_) {
    for (auto& keys : population) {
      keys.clear();
      const auto count = reader.value<std::uint64_t>();
      for (std::uint64_t k = 0; k < count; ++k) {
        const auto strategy = reader.value<std::uint32_t>();
        keys[strategy] = reader.value<double>();
      }
    }
  }
}

}  // namespace tessera::search

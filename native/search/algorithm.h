#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "search/bytes.h"
#include "search/evaluator.h"
#include "search/parameters.h"
#include "search/portfolio.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * One of the eight. It owns a fixed number of islands; an island's work in a generation depends on nothing but
 * the state left by the generation before and the streams keyed by (generation, individual).
 */
class Algorithm {
 public:
  virtual ~Algorithm() = default;

  virtual std::uint32_t islands() const = 0;

  /** Makes the island's first state. `warm` (ascending, may be empty) is a portfolio worth starting from. */
  virtual void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) = 0;

  /** One island's share of a generation (1, 2, ...): about `quota` evaluations. Called from any thread. */
  virtual void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) = 0;

  /** After all islands of a generation, on one thread: exchange between islands. `progress` = budget spent, 0..1. */
  virtual void merge(std::uint32_t generation, double progress) = 0;

  /** The island's best so far. */
  virtual const Portfolio& best(std::uint32_t island) const = 0;

  /** A figure to watch: temperature, spread of the swarm, share of the pheromone; see each algorithm. */
  virtual double spread() const = 0;

  virtual void save(ByteWriter& writer) const = 0;
  virtual void load(ByteReader& reader) = 0;
};

/** The algorithm's parameters with their defaults. */
std::span<const ParameterSpec> parameter_specs(AlgorithmId id);

/** `problem` must outlive the algorithm. */
std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters);

}  // namespace tessera::search

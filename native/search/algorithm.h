#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "search/bytes.h"
#include "search/islands.h"
#include "search/parameters.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * What one of the eight does between generations, on the host; what its islands do within one is in search/island. An island's work
 * depends on nothing but the state left by the generation before and the streams keyed by (generation, individual).
 */
class Algorithm {
 public:
  virtual ~Algorithm() = default;

  /** Fills in the algorithm's parameters and its number of islands. What `seen` points to lives as long as the algorithm. */
  virtual void describe(tsr_search_problem& seen) const = 0;

  /** What the islands are told of the next generation. */
  virtual void prepare(tsr_search_generation&) {}

  /** After all islands of a generation: exchange between islands. `progress` = budget spent, 0..1. */
  virtual void merge(uint32_t, double /*progress*/, Islands&) {}

  /** A figure to watch: temperature, spread of the swarm, share of the pheromone; see each algorithm. */
  virtual double spread(const Islands& islands) const;

  /** What is not in the islands' states. */
  virtual void save(ByteWriter&) const {}
  virtual void load(ByteReader&) {}
};

/** The algorithm's parameters with their defaults. */
std::span<const ParameterSpec> parameter_specs(AlgorithmId id);

/** `problem` must outlive the algorithm. */
std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters);

}  // namespace tessera::search

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
 * What an algorithm does between generations, on the host; what its islands do within one is in search/island. An island's work
 * depends on nothing but the state left by the generation before and the streams keyed by (generation, individual).
 */
class Algorithm {
 public:
  virtual ~Algorithm() = default;

  /** Fills in the algorithm's parameters and its number of islands. What `seen` points to lives as long as the algorithm. */
  virtual void describe(tsr_search_problem& seen) const = 0;

  /** Evaluations of one of many islands in a generation, at least. */
  virtual uint64_t least_quota() const { return 512; }

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

/** Evaluations of an island in a generation, at most. */
inline constexpr uint64_t kLargestQuota = 4096;

/** The algorithm's parameters with their defaults. */
std::span<const ParameterSpec> parameter_specs(AlgorithmId algorithm);

/** `problem` must outlive the algorithm. */
std::unique_ptr<Algorithm> make_algorithm(const Problem& problem, const Parameters& parameters);

/**
 * Islands of a run that is not told otherwise: one for each full neighbourhood of `neighbourhood` swaps in its evaluations, 2
 * to 8; of a long run as many as fill a GPU. Depends on the request alone and never on the machine.
 */
uint32_t fitted_islands(AlgorithmId algorithm, uint64_t evaluations, uint64_t neighbourhood);

/** Number of islands: the parameter, or, when that is 0, what fits the budget. */
uint32_t island_count(const Problem& problem, const Parameters& parameters);

/** The parameter's entry in a list of specs. */
inline constexpr ParameterSpec kIslandSpec = {"islands", 0, 0, 256,
                                              "populations or chains; 0 = fitted to the budget, 2 to 8, or many of a long run"};

/** Entries that several algorithms have in their lists of parameters. */
inline constexpr ParameterSpec kPopulationSpec = {"population", 16, 4, 4096,
                                                  "portfolios of an island; by default 4 of more than 8 islands"};
inline constexpr ParameterSpec kLearningSpec = {"learning", 512, 0, 1e9,
                                                "evaluations of the climb that improves each new portfolio"};

}  // namespace tessera::search

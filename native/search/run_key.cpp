#include "search/run_key.h"

#include "search/algorithm.h"
#include "search/bytes.h"

namespace tessera::search {

namespace {
constexpr uint32_t checkpoint_version = 3;
}

/** FNV-1a. */
uint64_t run_key(const Problem& problem, const Parameters& parameters) {
  ByteWriter writer;
  writer.value(checkpoint_version);
  writer.value(problem.seed);
  writer.value(problem.algorithm);
  writer.value(problem.size);
  writer.value(problem.observations);
  writer.value(problem.strategies);
  writer.value(problem.max_evaluations);
  writer.value(problem.max_pair_correlation);
  writer.value(problem.max_drawdown);
  writer.value(problem.objective.metric);
  writer.value(problem.objective.penalty);
  writer.value(problem.objective.penalty_weight);
  writer.value(problem.objective.drawdown_threshold);
  writer.value(problem.objective.drawdown_floor);
  writer.value(problem.objective.peak_from_zero);
  writer.value(problem.objective.annualisation);
  writer.value(problem.objective.hybrid_share);
  for (const double weight : problem.objective.weights) writer.value(weight);
  for (const auto& grouping : problem.groupings) {
    writer.list(grouping.group_of);
    writer.list(grouping.minimum);
    writer.list(grouping.maximum);
    writer.list(grouping.desired);
    writer.value(grouping.balance_weight);
  }
  writer.list(problem.candidates);
  writer.list(problem.fixed);
  for (const auto& spec : parameter_specs(problem.algorithm)) writer.value(parameters.get(spec.name));
  uint64_t hash = 0xCBF29CE484222325u;
  for (const auto byte : writer.take()) hash = (hash ^ byte) * 0x100000001B3u;
  return hash;
}

}  // namespace tessera::search

// A run that stops and goes on: the bytes between.
#include "search/algorithms/algorithm.h"
#include "search/bytes.h"
#include "search/run/run.h"
#include "search/search_error.h"

namespace tessera::search {

namespace {

constexpr uint32_t kCheckpointVersion = 4;

/** A hash over what decides a run (FNV-1a): a checkpoint of another request must not be taken up. */
uint64_t run_key(const Problem& problem, const Parameters& parameters) {
  ByteWriter writer;
  writer.value(kCheckpointVersion);
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
  if (problem.believed) {
    writer.list(problem.believed->theta);
    writer.list(problem.believed->weight);
    for (const double rho : problem.believed->shrunk) writer.value(rho);
  }
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

}  // namespace

std::vector<uint8_t> Run::save() {
  ByteWriter writer;
  writer.value(run_key(problem_, parameters_));
  writer.value(generation_);
  writer.value(last_progress_);
  writer.value(seconds());
  live_.save(writer);
  archive_.save(writer);
  algorithm_->save(writer);
  islands_->fetch();
  writer.bytes(islands_->bytes());
  return writer.take();
}

void Run::load(std::span<const uint8_t> bytes) {
  ByteReader reader(bytes);
  if (reader.value<uint64_t>() != run_key(problem_, parameters_)) {
    throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint belongs to another search");
  }
  generation_ = first_generation_ = reader.value<uint32_t>();
  last_progress_ = reader.value<uint64_t>();
  seconds_before_ = reader.value<double>();
  interrupt_ = Interrupt(control_, deadline(request_, began_, seconds_before_));
  live_.load(reader);
  archive_.load(reader);
  algorithm_->load(reader);
  reader.bytes(islands_->bytes());
  islands_->store();
  if (!reader.at_end()) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint has bytes too many");
}

}  // namespace tessera::search

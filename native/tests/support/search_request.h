#pragma once

#include <cstdint>
#include <vector>

#include "search/search.h"
#include "tests/support/naive_backend.h"

namespace tessera::test {

/** The replaced system's objective: penalty weight 10, signed correlation, no drawdown floor. */
inline tsr_objective legacy_objective(tsr_objective_metric metric) {
  tsr_objective objective{};
  objective.struct_size = sizeof objective;
  objective.metric = metric;
  objective.penalty_weight = 10;
  objective.annualisation = 252;
  return objective;
}

/** A request on the session for ratio portfolios of `size`; the caller changes what it wants otherwise. */
inline search::Request request_on(const NaiveSession& session, search::AlgorithmId algorithm, uint32_t size,
                                  uint64_t evaluations) {
  search::Request request;
  request.backend = &naive_backend();
  request.session = session.get();
  request.observations = request.correlation_observations = session.observations();
  request.strategies = session.strategies();
  request.algorithm = algorithm;
  request.objective = legacy_objective(TSR_OBJECTIVE_RATIO);
  request.size = size;
  request.seed = 1;
  request.max_evaluations = evaluations;
  return request;
}

}  // namespace tessera::test

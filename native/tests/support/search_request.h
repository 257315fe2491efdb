#pragma once

#include <cstdint>
#include <vector>

#include "search/search.h"
#include "tests/support/naive_backend.h"
#include "tests/support/objective.h"

namespace tessera::test {

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

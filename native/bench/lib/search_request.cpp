#include "bench/lib/search_request.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "tests/support/objective.h"

namespace tessera::bench {

namespace {

/** Standard deviation of the first strategy: over the size, what one member moves a portfolio by. */
double typical_move(const Data& data) {
  double sum = 0, square = 0;
  for (const double* row : data.rows) {
    sum += row[0];
    square += row[0] * row[0];
  }
  const auto rows = static_cast<double>(data.observations);
  return std::sqrt(square / rows - sum / rows * (sum / rows));
}

}  // namespace

search::Request request_on(const tsr_backend& backend, const BenchSession& session, const Data& data, uint64_t evaluations) {
  search::Request request;
  request.backend = &backend;
  request.session = session.session();
  request.observations = request.correlation_observations = static_cast<uint32_t>(data.observations);
  request.strategies = static_cast<uint32_t>(data.strategies);
  request.size = 35;
  request.seed = 1;
  request.objective = test::legacy_objective(TSR_OBJECTIVE_RATIO);
  request.objective.drawdown_floor = typical_move(data) / request.size;
  request.max_evaluations = evaluations;
  request.threads = std::max(1u, std::thread::hardware_concurrency());
  request.columns = search::Columns::load(backend, session.session(), request.observations, request.correlation_observations,
                                          request.strategies, search::kColumnsLimitBytes);
  return request;
}

}  // namespace tessera::bench

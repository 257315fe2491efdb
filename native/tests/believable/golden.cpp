#include "tests/believable/golden.h"

#include <algorithm>

#include "tests/check.h"
#include "tests/support/golden_matrix.h"

namespace tessera::test {
namespace {

Golden load() {
  const std::string expected = std::string(TESSERA_GOLDEN) + "/believable_sharpe/expected.json";
  Golden golden{golden_matrix("believable_sharpe/table.csv", 1), {}, Json::read_file(expected), {}};
  for (const auto& row : golden.columns) golden.rows.push_back(row.data());
  const std::vector<double> given = golden.expected["shrunkCorrelation"].numbers();
  std::copy(given.begin(), given.end(), golden.rho.entry.begin());
  return golden;
}

}  // namespace

believable::Judgement Golden::judge(believable::WorkerPool& pool) const {
  believable::JudgeOptions options;
  options.correlation = &rho;
  return believable::judge(table(), options, pool);
}

const Golden& golden() {
  static const Golden loaded = load();
  return loaded;
}

search::Request request_for(const believable::Table& table, uint32_t size) {
  search::Request request;
  request.observations = request.correlation_observations = table.observations;
  request.strategies = table.strategies;
  request.size = size;
  request.objective.peak_from_zero = 1;
  return request;
}

void check_all(const char* name, std::span<const double> actual, std::span<const double> expected, double tolerance) {
  check_eq(__FILE__, __LINE__, name, actual.size(), expected.size());
  for (size_t i = 0; i < actual.size() && i < expected.size(); ++i) {
    check_near(__FILE__, __LINE__, name, actual[i], expected[i], tolerance);
  }
}

}  // namespace tessera::test

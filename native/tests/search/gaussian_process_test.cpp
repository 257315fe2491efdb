#include "search/island/gaussian_process.h"

#include <cmath>

#include "tests/check.h"
#include "tests/search/on_chain.h"
#include "tests/support/sample_rows.h"
#include "tests/support/search_request.h"

using namespace tessera;

TEST(gaussian_process_follows_its_points_and_doubts_elsewhere) {
  const auto rows = test::sample_rows(30, 60, 1);
  const test::NaiveSession session(rows);
  const auto problem = search::make_problem(test::request_on(session, search::AlgorithmId::bayesian, 5, 1000));
  auto seen = problem.view();
  seen.memory = 12;
  seen.proposals = 1;
  seen.directions = 0;
  std::vector<unsigned char> block(search::island::state_bytes(seen));
  search::HostTeam team(problem, seen, 0, block.data());
  const auto dimensions = search::island::feature_count(seen);
  for (uint32_t i = 0; i < 12; ++i) {
    // One input that matters; the others are the same for all.
    for (uint32_t d = 0; d < dimensions; ++d) team.state.trial_features[i * dimensions + d] = d == 0 ? i : 1.0;
    team.work.targets[i] = std::sin(i / 2.0);
  }
  const auto model = search::island::GaussianProcess::fit(team, 12);
  const auto predict = [&](double at) {
    using Process = search::island::GaussianProcess;
    double input[] = {at, 1.0, 1.0};
    Process::standardise_inputs(team, input, input, 1);
    Process::Prediction found{};
    Process::predict(team, 12, model, input, 1, [&](uint32_t, const Process::Prediction& one) { found = one; });
    return found;
  };
  for (int i = 0; i < 12; ++i) CHECK(std::fabs(predict(i).mean - std::sin(i / 2.0)) < 0.25);
  CHECK(predict(5.5).deviation < 0.4);
  CHECK(predict(60).deviation > 0.95);
  CHECK(std::fabs(predict(60).mean) < 0.1);
}

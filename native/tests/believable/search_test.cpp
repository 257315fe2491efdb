#include "search/search.h"

#include "tests/believable/golden.h"
#include "tests/check.h"
#include "tests/support/search_request.h"

using namespace tessera;
using test::golden;

TEST(every_algorithm_but_rs_reaches_the_best_of_the_golden_table) {
  believable::WorkerPool workers(2);
  const believable::Judgement judgement = golden().judge(workers);
  const auto believed = believable::believed_of(golden().table(), judgement, workers);
  const test::NaiveSession session(golden().columns);
  const test::Json& best = golden().expected["best"];
  for (const search::AlgorithmId algorithm : search::kAlgorithms) {
    search::Request request = test::request_on(session, algorithm, 10, 200'000);
    request.believed = believed;
    request.threads = 2;
    const search::Outcome outcome = search::run_search(request, nullptr);
    CHECK_EQ(outcome.message, "");
    if (search::is_baseline(algorithm)) {
      CHECK(outcome.fitness < best["value"].number());
      continue;
    }
    CHECK_NEAR(outcome.fitness, best["value"].number(), 1e-9);
    CHECK(outcome.members == best["members"].indices());
    CHECK(outcome.swap_optimal);
  }
}

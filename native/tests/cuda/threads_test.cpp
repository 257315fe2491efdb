#include <thread>

#include "tests/check.h"
#include "tests/cuda/swap_case.h"

namespace tessera::test {
namespace {

/** Islands of a search score at the same time on one session. */
TEST(threads_share_a_session) {
  const Matrix m = sample_matrix(82, 500);
  const Opened cuda(cuda_backend(), m);
  constexpr size_t kThreads = 6;
  std::vector<SwapCase> cases;
  std::vector<std::vector<double>> expected;
  for (size_t i = 0; i < kThreads; ++i) {
    cases.emplace_back(cuda, m, m.observations, 10 + static_cast<uint32_t>(i), 1 + i, 200 + 10 * i);
    expected.push_back(cases.back().fitness(cuda, objective_of(TSR_OBJECTIVE_ENHANCED)));
  }
  std::vector<std::vector<double>> last(kThreads);
  {
    std::vector<std::jthread> threads;
    for (size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        for (int round = 0; round < (small_only() ? 3 : 50); ++round) {
          last[i] = cases[i].fitness(cuda, objective_of(TSR_OBJECTIVE_ENHANCED));
        }
      });
    }
  }
  for (size_t i = 0; i < kThreads; ++i) CHECK_SAME_BITS(last[i], expected[i]);
}

}  // namespace
}  // namespace tessera::test

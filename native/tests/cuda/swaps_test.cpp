#include "tests/check.h"
#include "tests/cuda/shapes.h"
#include "tests/cuda/swap_case.h"

namespace tessera::test {
namespace {

void compare(const Both& both, const Matrix& m, uint64_t correlation_rows) {
  for (const uint32_t size : {1u, 20u}) {
    if (size > m.strategies) continue;
    for (const uint64_t chains : {uint64_t{1}, uint64_t{13}}) {
      const SwapCase swaps(both.cpu, m, correlation_rows, size, chains, small_only() ? 50 : 1111);
      for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
        const tsr_objective objective = objective_of(metric, metric % (TSR_PENALTY_NONE + 1));
        CHECK_SAME_BITS(swaps.fitness(both.cuda, objective), swaps.fitness(both.cpu, objective));
      }
    }
  }
}

TEST(swaps_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    compare(Both(m), m, m.observations);
  }
}

TEST(swaps_with_a_source_of_their_own) {
  const Matrix pnl = sample_matrix(82, 90), source = sample_matrix(131, 90, 0.1);
  compare(Both(pnl, {.correlation_source = &source}), pnl, source.observations);
}

TEST(many_swaps_go_in_chunks) {
  const Matrix m = sample_matrix(small_only() ? 3 : 82, 500);
  const tsr_objective objective = objective_of(TSR_OBJECTIVE_RATIO);
  for (const int32_t device : {TSR_DEVICE_BEST, TSR_DEVICE_ALL}) {
    const Both both(m, {.device = device});
    const SwapCase swaps(both.cpu, m, m.observations, 35, 3, small_only() ? 140'001 : 3'000'001);
    CHECK_SAME_BITS(swaps.fitness(both.cuda, objective), swaps.fitness(both.cpu, objective));
  }
}

}  // namespace
}  // namespace tessera::test

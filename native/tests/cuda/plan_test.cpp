#include <algorithm>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/precisions.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {
namespace {

tsr_plan plan_for(const Matrix& m, uint64_t limit) {
  tsr_plan plan{};
  plan.struct_size = sizeof plan;
  plan.device = TSR_DEVICE_BEST;
  plan.strategies = m.strategies;
  plan.observations = m.observations;
  plan.memory_limit_bytes = limit;
  CHECK_EQ(cuda_backend().plan(&plan), TSR_OK);
  return plan;
}

uint64_t peak_of(const tsr_plan& plan) {
  const uint64_t* const parts = plan.part_bytes;
  return parts[TSR_PLAN_MATRIX] + parts[TSR_PLAN_SCALE] +
         std::max({parts[TSR_PLAN_UPLOAD], parts[TSR_PLAN_STANDARDISED] + parts[TSR_PLAN_LISTS]});
}

void follow_the_plan(Precision) {
  if (small_only()) return;
  const Matrix m = sample_matrix(1500, 9000);
  for (const uint64_t limit : {uint64_t{0}, uint64_t{100} << 20, uint64_t{256} << 20, uint64_t{400} << 20}) {
    const tsr_plan plan = plan_for(m, limit);
    const Opened cuda(cuda_backend(), m, {.memory_limit = limit});
    CHECK_EQ(cuda.stats().matrix_resident, plan.resident);
    CHECK_EQ(cuda.stats().memory_limit_bytes, plan.budget_bytes);
    const Pass pass(cuda, {.bins = 100});
    const uint64_t peak = cuda.stats().memory_peak_bytes;
    CHECK(peak <= plan.budget_bytes);
    // Where all fits the plan is exact but for the lists, which are planned at their largest.
    if (plan.resident != 0 && plan.panels == 1) CHECK(peak <= peak_of(plan));
    if (plan.resident != 0 && plan.panels == 1)
      CHECK(peak >= plan.part_bytes[TSR_PLAN_MATRIX] + plan.part_bytes[TSR_PLAN_STANDARDISED]);
  }
}

TEST(a_session_does_what_was_planned) { for_each_precision(follow_the_plan); }

TEST(a_plan_without_room_for_one_strategy_says_so) {
  tsr_plan plan{};
  plan.struct_size = sizeof plan;
  plan.strategies = 1000;
  plan.observations = 100000;
  plan.memory_limit_bytes = 1 << 20;
  CHECK_EQ(cuda_backend().plan(&plan), TSR_OUT_OF_DEVICE_MEMORY);
  plan.strategies = 0;
  CHECK_EQ(cuda_backend().plan(&plan), TSR_BAD_ARGUMENT);
}

}  // namespace
}  // namespace tessera::test

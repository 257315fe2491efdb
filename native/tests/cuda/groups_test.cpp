#include <cmath>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/shapes.h"
#include "tests/support/group_case.h"

namespace tessera::test {
namespace {

std::vector<double> stats_of(const Opened& opened, const Matrix& m, const GroupCase& c) {
  std::vector<double> out;
  tsr_group_stats_params p = c.params(m.strategies, out);
  opened.run(TSR_OP_GROUP_STATS, &p);
  return out;
}

std::vector<double> figures_of(const Opened& opened, const Matrix& m) {
  std::vector<double> out(TSR_INVERSION_COUNT * m.strategies, -7.0);
  tsr_inversions_params p{sizeof p, 0, out.data(), nullptr};
  opened.run(TSR_OP_INVERSIONS, &p);
  return out;
}

/** Cells that overflow sums, and a strategy without any. */
void spoil(Matrix& m) {
  m.cells[0] = INFINITY;
  m.cells[(m.observations - 1) * m.strategies] = -INFINITY;
  if (m.strategies < 3) return;
  m.cells[1] = -INFINITY;
  for (uint64_t t = 0; t < m.observations; ++t) m.cells[t * m.strategies + 2] = NAN;
}

TEST(group_statistics_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    for (const bool infinite : {false, true}) {
      Matrix m = matrix_of(shape);
      if (infinite) spoil(m);
      const Both both(m);
      for (const uint32_t groups : {1u, 4u, 13u}) {
        GroupCase c = GroupCase::of(m, groups, groups == 4);
        c.peak_from_zero = groups != 4;
        CHECK_SAME_BITS(stats_of(both.cuda, m, c), stats_of(both.cpu, m, c));
        for (uint64_t i = m.strategies; i-- > 0; i = i > 2 ? i - 2 : 0) c.strategies.push_back(static_cast<uint32_t>(i));
        c.statistics = {TSR_STATISTIC_STD, TSR_STATISTIC_TOTAL};
        CHECK_SAME_BITS(stats_of(both.cuda, m, c), stats_of(both.cpu, m, c));
      }
    }
  }
}

TEST(inversion_figures_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    for (const bool infinite : {false, true}) {
      Matrix m = matrix_of(shape);
      if (infinite) spoil(m);
      const Both both(m);
      CHECK_SAME_BITS(figures_of(both.cuda, m), figures_of(both.cpu, m));
    }
  }
}

TEST(passes_over_strategies_are_streamed_to_the_same_bits) {
  if (small_only()) return;
  const Matrix m = sample_matrix(2000, 12000, 0.01);
  const Both both(m, {.memory_limit = uint64_t{160} << 20});
  CHECK_EQ(both.cuda.stats().matrix_resident, 0);
  GroupCase c = GroupCase::of(m, 5, true);
  tsr_control control{};
  std::vector<double> out;
  tsr_group_stats_params p = c.params(m.strategies, out);
  p.control = &control;
  both.cuda.run(TSR_OP_GROUP_STATS, &p);
  CHECK_EQ(control.done, 12000);
  CHECK_SAME_BITS(out, stats_of(both.cpu, m, c));
  CHECK_SAME_BITS(figures_of(both.cuda, m), figures_of(both.cpu, m));
  CHECK(both.cuda.stats().memory_peak_bytes <= uint64_t{160} << 20);
  c.strategies = {11999, 0, 7, 7, 5000};
  CHECK_SAME_BITS(stats_of(both.cuda, m, c), stats_of(both.cpu, m, c));
}

TEST(a_device_refuses_bad_groups_and_listens_to_cancel) {
  const Matrix m = sample_matrix(82, 400);
  const Opened cuda(cuda_backend(), m);
  GroupCase c = GroupCase::of(m, 4, false);
  std::vector<double> out;
  tsr_control control{1, 0, 0, 0};
  tsr_group_stats_params p = c.params(m.strategies, out);
  p.control = &control;
  CHECK_EQ(cuda.try_run(TSR_OP_GROUP_STATS, &p), TSR_CANCELLED);
  tsr_inversions_params figures{sizeof figures, 0, nullptr, nullptr};
  CHECK_EQ(cuda.try_run(TSR_OP_INVERSIONS, &figures), TSR_BAD_ARGUMENT);
  c.group_of[3] = 4;
  p = c.params(m.strategies, out);
  CHECK_EQ(cuda.try_run(TSR_OP_GROUP_STATS, &p), TSR_BAD_ARGUMENT);
  CHECK(cuda.last_error().find("unknown group") != std::string::npos);
  c.group_of[3] = TSR_NO_GROUP;
  p = c.params(m.strategies, out);
  CHECK_EQ(cuda.try_run(TSR_OP_GROUP_STATS, &p), TSR_OK);
  const tsr_op_times times = cuda.stats().times[TSR_OP_GROUP_STATS];
  CHECK_EQ(times.runs, 3u);
  CHECK_EQ(times.failed, 1u);
  CHECK(times.kernel_ms > 0 && times.transfer_ms > 0);
  CHECK_EQ(cuda_backend().supports(TSR_OP_GROUP_STATS), 1);
  CHECK_EQ(cuda_backend().supports(TSR_OP_INVERSIONS), 1);
}

}  // namespace
}  // namespace tessera::test

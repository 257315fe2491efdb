#include "tests/check.h"
#include "tests/support/family_case.h"
#include "tests/cuda/both.h"
#include "tests/cuda/derived.h"
#include "tests/cuda/shapes.h"

namespace tessera::test {
namespace {

/** The same question on one opened backend. */
FamilyCase answer(const Opened& opened, const Matrix& m, uint32_t figures, uint32_t first_entry) {
  FamilyCase pass(m, figures, first_entry);
  tsr_family_sums_params p = pass.params();
  opened.run(TSR_OP_FAMILY_SUMS, &p);
  return pass;
}

TEST(family_sums_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const Both both(m);
    for (const uint32_t first : {0u, 1300u, 1500u, 1950u}) {
      for (const uint32_t figures : {1u, 3u, 85u}) {
        CHECK(answer(both.cuda, m, figures, first).same_sums(answer(both.cpu, m, figures, first)));
      }
    }
  }
}

TEST(family_sums_of_a_wide_matrix_have_the_cpus_bits) {
  for (const uint64_t observations : {82u, 500u}) {
    const Matrix m = sample_matrix(observations, 5003);
    const Both both(m);
    CHECK(answer(both.cuda, m, 1, 1450).same_sums(answer(both.cpu, m, 1, 1450)));
    CHECK(answer(both.cuda, m, 40, 1450).same_sums(answer(both.cpu, m, 40, 1450)));
    // All pairs are of one family, and more are left open than there is room for.
    CHECK(answer(both.cuda, m, 2, 0).same_sums(answer(both.cpu, m, 2, 0)));
  }
}

TEST(family_sums_of_a_streamed_matrix_and_of_all_devices_have_the_cpus_bits) {
  const Matrix m = sample_matrix(2000, 4001);
  OpenOptions streamed;
  streamed.memory_limit = uint64_t{48} << 20;
  const Both both(m, streamed);
  CHECK(answer(both.cuda, m, 2, 1400).same_sums(answer(both.cpu, m, 2, 1400)));
  OpenOptions all;
  all.device = TSR_DEVICE_ALL;
  const Opened everywhere(cuda_backend(), m, all);
  CHECK(answer(everywhere, m, 2, 1400).same_sums(answer(both.cpu, m, 2, 1400)));
}

TEST(family_sums_of_derived_rows_are_those_of_the_table_that_they_make) {
  for (const uint64_t count : {40u, 82u, 201u}) {
    const Matrix m = sample_matrix(82, 700, 0.01);
    const Derived derived(m, count);
    const Opened cuda(cuda_backend(), m), cpu(cpu_backend(), derived.table);
    FamilyCase pass(derived.table, 2, 1400);
    tsr_derived_family_sums_params p{};
    p.struct_size = sizeof p;
    p.row_count = static_cast<uint32_t>(count);
    p.sums = pass.params();
    p.rows = derived.rows.data();
    p.signs = derived.signs.data();
    p.centre = derived.centre.data();
    p.added = derived.added.data();
    cuda.run(TSR_OP_DERIVED_FAMILY_SUMS, &p);
    CHECK(pass.same_sums(answer(cpu, derived.table, 2, 1400)));
  }
}

TEST(derived_rows_of_a_streamed_matrix_are_refused) {
  const Matrix m = sample_matrix(2000, 4001);
  OpenOptions streamed;
  streamed.memory_limit = uint64_t{48} << 20;
  const Opened cuda(cuda_backend(), m, streamed);
  FamilyCase pass(m, 1, 1400);
  const std::vector<uint32_t> rows(10, 3);
  tsr_derived_family_sums_params p{};
  p.struct_size = sizeof p;
  p.row_count = 10;
  p.sums = pass.params();
  p.rows = rows.data();
  CHECK_EQ(cuda.try_run(TSR_OP_DERIVED_FAMILY_SUMS, &p), TSR_UNSUPPORTED);
}

}  // namespace
}  // namespace tessera::test

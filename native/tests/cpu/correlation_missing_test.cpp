#include <cmath>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/naive.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

TEST(pairs_use_the_rows_that_both_have) {
  for (const std::string& isa : instruction_sets()) compare_reduced(sample_matrix(82, 205, 0.1), {isa, 2});
}

TEST(few_shared_rows_and_large_offsets_are_decided_exactly) {
  Matrix m = sample_matrix(12, 200, 0.6);
  for (uint64_t t = 0; t < 12; ++t) {
    for (uint64_t i = 0; i < 200; i += 3) m.cells[t * 200 + i] += 1e7;
  }
  compare_reduced(m, {"", 2});
}

TEST(a_column_without_any_cell_correlates_with_nothing) {
  Matrix m = sample_matrix(30, 12);
  for (uint64_t t = 0; t < 30; ++t) m.cells[t * 12 + 4] = NAN;
  compare_reduced(m, {});
  const auto rho = Session(m).correlation_matrix({4, 1});
  CHECK_EQ(rho[0], 0.0);
  CHECK_EQ(rho[1], 0.0);
}

TEST(missing_cells_in_one_tile_leave_the_others_as_they_were) {
  const Matrix whole = sample_matrix(40, 400);
  Matrix m = whole;
  m.cells[7 * 400 + 10] = NAN;
  const auto before = Session(whole).correlation_matrix({250, 399});
  const auto after = Session(m).correlation_matrix({250, 399});
  CHECK_EQ(after[1], before[1]);
  compare_reduced(m, {"", 2});
}

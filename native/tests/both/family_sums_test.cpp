#include <limits>

#include "tests/both/ways.h"
#include "tests/check.h"
#include "tests/support/family_case.h"

using namespace tessera::test;

namespace {

/** In every way the sums are those of plain loops, for so many figures and families from this entry on. */
void check_like_naive(const Matrix& m, uint32_t figures, uint32_t first) {
  FamilyCase expected(m, figures, first);
  run_naive(m, expected);
  in_every_way(m, [&](const Opened& opened) {
    FamilyCase pass(m, figures, first);
    tsr_family_sums_params p = pass.params();
    opened.run(TSR_OP_FAMILY_SUMS, &p);
    CHECK(pass.same_sums(expected));
  });
}

}  // namespace

TEST(family_sums_are_those_of_the_definition_to_the_bit) {
  for (const uint64_t observations : {2u, 3u, 20u, 82u, 161u, 400u, 2100u}) {
    const Matrix m = sample_matrix(observations, 421, observations == 20 ? 0.1 : 0.0);
    for (const uint32_t first : {0u, 1000u, 1310u, 1500u, 1900u, 2000u}) {
      // What is of a family does not hang on how many rows there are: of the longest, which take most of the time, once.
      if (observations == 2100 && first != 1310) continue;
      check_like_naive(m, 3, first);
    }
  }
}

TEST(family_sums_of_so_many_columns_that_not_all_tiles_stay) {
  const Matrix m = sample_matrix(21, 1700);
  check_like_naive(m, 2, 1600);
}

TEST(family_sums_of_columns_that_single_rows_rule) {
  // What is rounded to bytes is coarse there.
  for (const uint64_t observations : {30u, 82u, 300u}) {
    Matrix m = sample_matrix(observations, 421);
    for (uint64_t i = 0; i < 421; i += 2) m.cells[(i % observations) * 421 + i] = 700.0 * static_cast<double>(i);
    for (const uint32_t first : {1200u, 1320u, 1450u, 1700u}) {
      check_like_naive(m, 1, first);
    }
  }
}

TEST(family_sums_where_no_pair_is_of_a_family) {
  const Matrix m = sample_matrix(20, 50);
  in_every_way(m, [&](const Opened& opened) {
    FamilyCase pass(m, 1, TSR_CORRELATION_ENTRIES);
    tsr_family_sums_params p = pass.params();
    opened.run(TSR_OP_FAMILY_SUMS, &p);
    CHECK(std::ranges::count(pass.others, 0u) == 50 && std::ranges::count(pass.figure_sums, 0) == 50);
  });
}

TEST(family_sums_of_infinite_cells_and_one_strategy) {
  Matrix m = sample_matrix(20, 50);
  m.cells[3] = std::numeric_limits<double>::infinity();
  m.cells[57] = -std::numeric_limits<double>::infinity();
  check_like_naive(m, 1, 1400);
  const Matrix one = sample_matrix(20, 1);
  in_every_way(one, [&](const Opened& opened) {
    FamilyCase alone(one, 1, 0);
    tsr_family_sums_params p = alone.params();
    opened.run(TSR_OP_FAMILY_SUMS, &p);
    CHECK_EQ(alone.others[0], 0u);
  });
}

TEST(family_sums_refuse_what_is_wrong_and_listen_to_cancel) {
  const Matrix m = sample_matrix(20, 50);
  in_every_way(m, [&](const Opened& opened) {
    FamilyCase pass(m, 1, 1500);
    tsr_control control{1, 0, 0, 0};
    tsr_family_sums_params p = pass.params();
    p.control = &control;
    CHECK_EQ(opened.try_run(TSR_OP_FAMILY_SUMS, &p), TSR_CANCELLED);
    p.control = nullptr;
    p.first_entry = TSR_CORRELATION_ENTRIES + 1;
    CHECK_EQ(opened.try_run(TSR_OP_FAMILY_SUMS, &p), TSR_BAD_ARGUMENT);
    p.first_entry = 0;
    p.figures = nullptr;
    CHECK_EQ(opened.try_run(TSR_OP_FAMILY_SUMS, &p), TSR_BAD_ARGUMENT);
  });
}

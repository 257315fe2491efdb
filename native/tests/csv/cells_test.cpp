#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "csv/table_facts.h"
#include "tests/check.h"

namespace tessera::csv {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(cells_are_counted_and_added_in_order) {
  const std::vector<double> a{1e16, 1, kNan, -1e16}, b{0.5, -0.0, kNan, kNan};
  const std::array<std::span<const double>, 2> rows{a, b};
  const CellCounts counts = count_cells(rows);
  CHECK_EQ(counts.cells, 8u);
  CHECK_EQ(counts.missing_by_row[0], 1u);
  CHECK_EQ(counts.missing_by_row[1], 2u);
  // 1e16 + 1 is 1e16: another order would give 1.5.
  CHECK_EQ(counts.sum, 0.5);
}

TEST(no_cells_have_the_sum_zero) {
  const CellCounts counts = count_cells({});
  CHECK_EQ(counts.cells, 0u);
  CHECK(!std::signbit(counts.sum));
}

TEST(columns_that_vary_and_columns_that_are_copies) {
  const std::vector<std::vector<double>> rows{{0, 7, 3, 3, kNan, 5}, {-0.0, 7, 4, 4, -kNan, kNan}, {0, 7, 3, 3, kNan, 5}};
  std::vector<double> first(6);
  std::vector<uint8_t> varies(6);
  std::vector<uint64_t> fingerprint(6);
  std::vector<double> figures(6 * kColumnFigures);
  for (const auto& row : rows) watch_row(row, &row == rows.data(), {first, varies, fingerprint, figures});
  const std::vector<uint8_t> expected{0, 0, 1, 1, 0, 1};
  for (size_t i = 0; i < 6; ++i) CHECK_EQ(int{varies[i]}, int{expected[i]});
  CHECK_EQ(first[1], 7.0);
  CHECK(std::isnan(first[4]));
  for (size_t a = 0; a < 6; ++a) {
    for (size_t b = 0; b < a; ++b) CHECK_EQ(fingerprint[a] == fingerprint[b], a == 3 && b == 2);
  }
}

TEST(the_order_of_the_cells_counts) {
  std::vector<double> first(2);
  std::vector<uint8_t> varies(2);
  std::vector<uint64_t> fingerprint(2);
  std::vector<double> figures(2 * kColumnFigures);
  watch_row(std::array{1.0, 2.0}, true, {first, varies, fingerprint, figures});
  watch_row(std::array{2.0, 1.0}, false, {first, varies, fingerprint, figures});
  CHECK(fingerprint[0] != fingerprint[1]);
}

}  // namespace
}  // namespace tessera::csv

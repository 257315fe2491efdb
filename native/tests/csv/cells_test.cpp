#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
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
  const std::vector<std::span<const double>> table(rows.begin(), rows.end());
  watch_rows(table, true, {first, varies, fingerprint, figures});
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
  const std::array rows{std::array{1.0, 2.0}, std::array{2.0, 1.0}};
  const std::vector<std::span<const double>> table(rows.begin(), rows.end());
  watch_rows(table, true, {first, varies, fingerprint, figures});
  CHECK(fingerprint[0] != fingerprint[1]);
}

TEST(figures_of_columns_are_the_same_in_pieces_of_rows_and_over_many_columns) {
  // As many as several threads share.
  constexpr size_t kColumns = 40'000, kRows = 5;
  std::vector<std::vector<double>> rows(kRows, std::vector<double>(kColumns));
  for (size_t row = 0; row < kRows; ++row) {
    for (size_t column = 0; column < kColumns; ++column) {
      rows[row][column] = static_cast<double>((row * 7 + column * 3) % 11) - 5;
    }
  }
  rows[1][300] = kNan;
  rows[0][699] = rows[3][699] = -900;
  const std::vector<std::span<const double>> table(rows.begin(), rows.end());
  const auto watched = [&](size_t piece, unsigned threads) {
    std::vector<double> first(kColumns), figures(kColumns * kColumnFigures);
    std::vector<uint8_t> varies(kColumns);
    std::vector<uint64_t> fingerprint(kColumns);
    for (size_t row = 0; row < kRows; row += piece) {
      const std::span all(table);
      watch_rows(all.subspan(row, std::min(piece, kRows - row)), row == 0, {first, varies, fingerprint, figures}, threads);
    }
    return std::pair(figures, fingerprint);
  };
  const auto [figures, fingerprint] = watched(kRows, 1);
  CHECK(watched(1, 1) == std::pair(figures, fingerprint));
  CHECK(watched(kRows, 4) == std::pair(figures, fingerprint));
  const auto of = [&figures = figures](ColumnFigure figure, size_t column) { return figures[figure * kColumns + column]; };
  for (const size_t column : {size_t{0}, size_t{255}, size_t{256}, size_t{300}, size_t{699}}) {
    double low = 1e9, high = -1e9, sum = 0, size = 0, nonzero = 0, last = rows[0][column], step = 0;
    for (const auto& row : rows) {
      const double value = row[column] == row[column] ? row[column] : last;
      const double counted = row[column] == row[column] ? row[column] : 0;
      low = std::min(low, value);
      high = std::max(high, value);
      sum += counted;
      size += std::fabs(counted);
      nonzero += counted != 0;
      step += (value - last) * (value - last);
      last = value;
    }
    CHECK_EQ(of(kLow, column), low);
    CHECK_EQ(of(kHigh, column), high);
    CHECK_EQ(of(kSum, column), sum);
    CHECK_EQ(of(kSize, column), size);
    CHECK_EQ(of(kNonzero, column), nonzero);
    CHECK_EQ(of(kStep, column), step);
    CHECK_EQ(of(kLast, column), last);
  }
  CHECK_EQ(of(kTimesLargest, 699), 2.0);
}

}  // namespace
}  // namespace tessera::csv

#include "csv/table_facts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>

namespace tessera::csv {

namespace {

/** Odd, so that no two states become one: 2^64 divided by the golden ratio. */
constexpr uint64_t kFactor = 0x9e3779b97f4a7c15;

double usual(double value) { return value != value ? std::numeric_limits<double>::quiet_NaN() : value + 0.0; }

/** Adds a row to the figures of its columns: a loop without branches over neighbouring arrays. */
void add_figures(std::span<const double> row, bool is_first, std::span<double> figures) {
  const size_t columns = row.size();
  double total = 0;
  for (const double value : row) total += value == value ? value : 0.0;
  double* of[kColumnFigures];
  for (size_t figure = 0; figure < kColumnFigures; ++figure) of[figure] = figures.data() + figure * columns;
  for (size_t column = 0; column < columns; ++column) {
    const bool is_known = row[column] == row[column];
    const double value = is_known ? row[column] : is_first ? 0.0 : of[kLast][column];
    const double change = is_first ? 0.0 : value - of[kLast][column];
    const double counted = is_known ? value : 0.0;
    of[kLow][column] = is_first ? value : std::min(of[kLow][column], value);
    of[kHigh][column] = is_first ? value : std::max(of[kHigh][column], value);
    of[kSum][column] += counted;
    of[kSize][column] += std::fabs(counted);
    of[kSquare][column] += counted * counted;
    of[kStep][column] += change * change;
    of[kLast][column] = value;
    of[kFromTotal][column] += std::fabs(2 * counted - total);
    of[kNonzero][column] += counted != 0 ? 1.0 : 0.0;
  }
}

}  // namespace

void watch_row(std::span<const double> row, bool is_first, const ColumnWatch& watch) {
  for (size_t column = 0; column < row.size(); ++column) {
    const double value = usual(row[column]);
    const auto bits = std::bit_cast<uint64_t>(value);
    if (is_first) watch.first[column] = value;
    if (bits != std::bit_cast<uint64_t>(watch.first[column])) watch.varies[column] = 1;
    // The product carries low bits up, the shift brings them down again.
    const uint64_t mixed = (watch.fingerprint[column] ^ bits) * kFactor;
    watch.fingerprint[column] = (mixed ^ (mixed >> 32)) + 1;
  }
  add_figures(row, is_first, watch.figures);
}

CellCounts count_cells(std::span<const std::span<const double>> rows) {
  CellCounts counts;
  counts.missing_by_row.reserve(rows.size());
  double sum = 0;
  for (const std::span<const double> row : rows) {
    uint64_t missing = 0;
    for (const double value : row) {
      const bool is_missing = value != value;
      missing += is_missing ? 1 : 0;
      // Adding -0 changes no sum, not even one of -0.
      sum += is_missing ? -0.0 : value;
    }
    counts.cells += row.size();
    counts.missing_by_row.push_back(missing);
  }
  counts.sum = sum;
  return counts;
}

}  // namespace tessera::csv

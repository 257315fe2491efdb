#include "csv/table_facts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "csv/bytes/tasks.h"

namespace tessera::csv {

namespace {

/** Odd, so that no two states become one: 2^64 divided by the golden ratio. */
constexpr uint64_t kFactor = 0x9e3779b97f4a7c15;

double usual(double value) { return value != value ? std::numeric_limits<double>::quiet_NaN() : value + 0.0; }

/** Neighbouring columns, and where the figures of the first of them are: those of one kind lie `stride` after another. */
struct Columns {
  size_t first, count, stride;
};

/** Adds a row to the figures of some columns: a loop without branches over neighbouring arrays. `total` is of the whole row. */
void add_figures(std::span<const double> row, double total, bool is_first, const Columns& columns, std::span<double> figures) {
  double* of[kColumnFigures];
  for (size_t figure = 0; figure < kColumnFigures; ++figure) of[figure] = &figures[figure * columns.stride + columns.first];
  for (size_t column = 0; column < columns.count; ++column) {
    const double cell = row[columns.first + column];
    const bool is_known = cell == cell;
    const double value = is_known ? cell : is_first ? 0.0 : of[kLast][column];
    const double change = is_first ? 0.0 : value - of[kLast][column];
    const double counted = is_known ? value : 0.0;
    const double size = std::fabs(counted);
    const double largest = is_first ? 0.0 : std::max(std::fabs(of[kLow][column]), std::fabs(of[kHigh][column]));
    of[kTimesLargest][column] = size > largest ? 1.0 : of[kTimesLargest][column] + (size == largest ? 1.0 : 0.0);
    of[kLow][column] = is_first ? value : std::min(of[kLow][column], value);
    of[kHigh][column] = is_first ? value : std::max(of[kHigh][column], value);
    of[kSum][column] += counted;
    of[kSize][column] += size;
    of[kSquare][column] += counted * counted;
    of[kStep][column] += change * change;
    of[kLast][column] = value;
    of[kFromTotal][column] += std::fabs(2 * counted - total);
    of[kNonzero][column] += counted != 0 ? 1.0 : 0.0;
  }
}

void watch_cells(std::span<const double> row, bool is_first, const Columns& columns, const ColumnWatch& watch) {
  for (size_t column = columns.first; column < columns.first + columns.count; ++column) {
    const double value = usual(row[column]);
    const auto bits = std::bit_cast<uint64_t>(value);
    if (is_first) watch.first[column] = value;
    if (bits != std::bit_cast<uint64_t>(watch.first[column])) watch.varies[column] = 1;
    // The product carries low bits up, the shift brings them down again.
    const uint64_t mixed = (watch.fingerprint[column] ^ bits) * kFactor;
    watch.fingerprint[column] = (mixed ^ (mixed >> 32)) + 1;
  }
}

}  // namespace

void watch_rows(std::span<const std::span<const double>> rows, bool is_first, const ColumnWatch& watch, unsigned threads) {
  std::vector<double> totals(rows.size());
  const unsigned most = thread_count(threads);
  parallel_tasks(most, rows.size(), [&] {
    return [&](size_t row) {
      double total = 0;
      for (const double value : rows[row]) total += value == value ? value : 0.0;
      totals[row] = total;
      return true;
    };
  });
  // What is known of so many columns stays in the first cache while all rows go by; a thread takes several of these at a time.
  constexpr size_t kBlock = 256, kTask = 64 * kBlock;
  const size_t columns = watch.first.size();
  parallel_tasks(most, (columns + kTask - 1) / kTask, [&] {
    return [&](size_t task) {
      const size_t end = std::min(columns, (task + 1) * kTask);
      for (size_t first = task * kTask; first < end; first += kBlock) {
        const Columns block{first, std::min(kBlock, end - first), columns};
        for (size_t row = 0; row < rows.size(); ++row) {
          const bool is_start = is_first && row == 0;
          watch_cells(rows[row], is_start, block, watch);
          add_figures(rows[row], totals[row], is_start, block, watch.figures);
        }
      }
      return true;
    };
  });
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

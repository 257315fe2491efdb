#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tessera::believable {

/** Columns that are worked on at a time: the cells of 82 rows stay in the first-level cache while all draws go over them. */
constexpr size_t kUniverseTile = 32;
/** Draws that are added up together: a cell is read once for all of them. */
constexpr size_t kDrawsAtOnce = 4;

/** How often every stretch of rows stands in each of kDrawsAtOnce samples: [stretches][kDrawsAtOnce]. */
using DrawnTogether = std::vector<double>;

/**
 * Cells of kUniverseTile columns of a table without drift, as they are added up: those of every stretch of rows, and squares
 * where a stretch is more than one row. What is beyond the last column is 0.
 */
class TileSums {
 public:
  TileSums(size_t rows, size_t together);

  /** [rows][kUniverseTile], to be written. */
  double* cells() { return cells_.data(); }
  /** After the cells were written. */
  void add_up();

  /**
   * t of every column in each of kDrawsAtOnce samples, 0 for a constant one: [kDrawsAtOnce][kUniverseTile]. `shift`,
   * [kUniverseTile], is added to the means.
   */
  void statistics(const DrawnTogether& drawn, const double* shift, double* t) const;

 private:
  size_t rows_, together_, stretches_;
  std::vector<double> cells_, sums_, squares_;
};

/** The largest of the values that were offered to each of several lists. */
class Largest {
 public:
  Largest(size_t lists, size_t size) : size_(size), values_(lists * size, -std::numeric_limits<double>::infinity()) {}

  void offer(size_t list, std::span<const double> values);
  /** Takes those of another over. */
  void join(const Largest& other);
  /** Mean of a list, from the smallest on; places that no value took count as 0. */
  double mean(size_t list) const;

 private:
  size_t size_;
  std::vector<double> values_;  // [lists][size], ascending
};

}  // namespace tessera::believable

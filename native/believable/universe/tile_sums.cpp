#include "believable/universe/tile_sums.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "search/vector_clones.h"

namespace tessera::believable {

namespace {

using Add = void (*)(const double*, const double*, const double*, size_t, double*, double*);

/**
 * Sums over stretches, each as often as it is in a sample, of cells and of their squares: [kDrawsAtOnce][kUniverseTile].
 * Squares that are not given are those of the cells. In the order of stretches and without contraction: the same bits with
 * vectors of any length.
 */
template <size_t Lanes, bool OwnSquares>
inline __attribute__((always_inline)) void add_tile(const double* cells, const double* squares, const double* counts,
                                                    size_t stretches, double* first, double* second) {
  typedef double Vec __attribute__((vector_size(Lanes * sizeof(double))));
  for (size_t column = 0; column < kUniverseTile; column += Lanes) {
    Vec sum[kDrawsAtOnce] = {}, square[kDrawsAtOnce] = {};
    for (size_t s = 0; s < stretches; ++s) {
      Vec cell, own = {};
      std::memcpy(&cell, cells + s * kUniverseTile + column, sizeof cell);
      if constexpr (!OwnSquares) std::memcpy(&own, squares + s * kUniverseTile + column, sizeof own);
#pragma GCC unroll 4
      for (size_t d = 0; d < kDrawsAtOnce; ++d) {
        const double times = counts[s * kDrawsAtOnce + d];
        const Vec weighted = times * cell;
        sum[d] += weighted;
        square[d] += OwnSquares ? weighted * cell : times * own;
      }
    }
    for (size_t d = 0; d < kDrawsAtOnce; ++d) {
      std::memcpy(first + d * kUniverseTile + column, &sum[d], sizeof sum[d]);
      std::memcpy(second + d * kUniverseTile + column, &square[d], sizeof square[d]);
    }
  }
}

/** As vector_clones.h, with vectors as long as each set of instructions has them. */
#define TESSERA_ADD_TILE(name, attribute, lanes)                                                                         \
  attribute void name(const double* cells, const double* squares, const double* counts, size_t stretches, double* first, \
                      double* second) {                                                                                  \
    if (squares == nullptr) return add_tile<lanes, true>(cells, squares, counts, stretches, first, second);              \
    add_tile<lanes, false>(cells, squares, counts, stretches, first, second);                                            \
  }

TESSERA_ADD_TILE(add_in_twos, , 2)
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
TESSERA_ADD_TILE(add_in_fours, __attribute__((target("avx2"))), 4)
TESSERA_ADD_TILE(add_in_eights, __attribute__((target("avx512f"))), 8)

Add fastest() {
  if (__builtin_cpu_supports("avx512f")) return add_in_eights;
  return __builtin_cpu_supports("avx2") ? add_in_fours : add_in_twos;
}
#else
Add fastest() { return add_in_twos; }
#endif

/** t of the columns of one sample. */
TESSERA_VECTOR_CLONES
void column_statistics(const double* first, const double* second, const double* shift, double n, double* t) {
  const double root = std::sqrt(n);
  for (size_t i = 0; i < kUniverseTile; ++i) {
    const double average = first[i] / n;
    const double variance = (second[i] - n * average * average) / (n - 1.0);
    const double mean = average + shift[i];
    const double value = (mean * root) / std::sqrt(variance);
    // A spread of rounding size is no spread.
    t[i] = variance > 1e-20 * (second[i] / n + mean * mean) ? value : 0.0;
  }
}

}  // namespace

TileSums::TileSums(size_t rows, size_t together)
    : rows_(rows), together_(together), stretches_((rows + together - 1) / together), cells_(rows * kUniverseTile) {
  if (together == 1) return;
  sums_.resize(stretches_ * kUniverseTile);
  squares_.resize(stretches_ * kUniverseTile);
}

void TileSums::add_up() {
  if (together_ == 1) return;
  std::ranges::fill(sums_, 0.0);
  std::ranges::fill(squares_, 0.0);
  for (size_t t = 0; t < rows_; ++t) {
    const double* const row = cells_.data() + t * kUniverseTile;
    double* const sum = sums_.data() + t / together_ * kUniverseTile;
    double* const square = squares_.data() + t / together_ * kUniverseTile;
    for (size_t i = 0; i < kUniverseTile; ++i) {
      sum[i] += row[i];
      square[i] += row[i] * row[i];
    }
  }
}

void TileSums::statistics(const DrawnTogether& drawn, const double* shift, double* t) const {
  static const Add add = fastest();
  double first[kDrawsAtOnce * kUniverseTile], second[kDrawsAtOnce * kUniverseTile];
  const bool single = together_ == 1;
  add(single ? cells_.data() : sums_.data(), single ? nullptr : squares_.data(), drawn.data(), stretches_, first, second);
  for (size_t d = 0; d < kDrawsAtOnce; ++d) {
    const size_t at = d * kUniverseTile;
    column_statistics(first + at, second + at, shift, static_cast<double>(rows_), t + at);
  }
}

void Largest::offer(size_t list, std::span<const double> values) {
  double* const largest = values_.data() + list * size_;
  for (const double value : values) {
    if (!(value > largest[0])) continue;
    size_t k = 1;
    for (; k < size_ && largest[k] < value; ++k) largest[k - 1] = largest[k];
    largest[k - 1] = value;
  }
}

void Largest::join(const Largest& other) {
  for (size_t list = 0; list * size_ < values_.size(); ++list) offer(list, {other.values_.data() + list * size_, size_});
}

double Largest::mean(size_t list) const {
  double sum = 0.0;
  for (size_t k = 0; k < size_; ++k) {
    const double value = values_[list * size_ + k];
    if (std::isfinite(value)) sum += value;
  }
  return sum / static_cast<double>(size_);
}

}  // namespace tessera::believable

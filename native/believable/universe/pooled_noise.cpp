#include "believable/universe/pooled_noise.h"

#include <algorithm>
#include <cmath>

#include "believable/universe/tile_sums.h"
#include "search/vector_clones.h"

namespace tessera::believable {

namespace {

/** Share of a column's cells, the smallest first, that tell its scale: those in the tails would hide how heavy they are. */
constexpr double kBody = 0.8;
/** Columns that a thread takes at a time. */
constexpr size_t kColumnsAtOnce = 64;

double cell_of(double value) { return std::isnan(value) ? 0.0 : value; }

void for_columns(size_t columns, search::WorkerPool& pool, const auto& work) {
  pool.run((columns + kColumnsAtOnce - 1) / kColumnsAtOnce,
           [&](size_t part) { work(part * kColumnsAtOnce, std::min(columns, (part + 1) * kColumnsAtOnce)); });
}

/** Mean distance of the four fifths of a centred column's cells that lie nearest to 0; where that is 0, of all. Sorts them. */
double scale_of(std::span<double> distances) {
  std::ranges::sort(distances);
  const size_t count = distances.size();
  const size_t near = std::max<size_t>(1, static_cast<size_t>(std::floor(kBody * static_cast<double>(count))));
  double inside = 0.0, whole = 0.0;
  for (size_t k = 0; k < count; ++k) {
    whole += distances[k];
    if (k < near) inside = whole;
  }
  // A spread of rounding size is no spread.
  return inside > 1e-9 * whole ? inside / static_cast<double>(near) : whole / static_cast<double>(count);
}

std::vector<double> scales_of(const UniverseTable& table, search::WorkerPool& pool) {
  std::vector<double> scales(table.columns);
  for_columns(table.columns, pool, [&](size_t from, size_t to) {
    const size_t rows = table.rows.size();
    std::vector<double> distances(rows * kColumnsAtOnce);
    for (size_t t = 0; t < rows; ++t) {
      const double* const row = table.rows[t];
      for (size_t i = from; i < to; ++i) distances[(i - from) * rows + t] = std::fabs(cell_of(row[i]) - table.mean[i]);
    }
    for (size_t i = from; i < to; ++i) scales[i] = scale_of({distances.data() + (i - from) * rows, rows});
  });
  return scales;
}

/** The next cells of columns that come from neighbouring ones, each of a random row. */
TESSERA_VECTOR_CLONES
void next_cells(double* next, const double* past, double persistence, const double* innovations, const uint32_t* row_of,
                size_t count, size_t cells) {
  for (size_t i = 0; i < cells; ++i) next[i] = persistence * past[i] + innovations[i * count + row_of[i]];
}

}  // namespace

UniverseTable::UniverseTable(std::span<const double* const> rows_of_columns, size_t column_count, search::WorkerPool& pool)
    : rows(rows_of_columns), columns(column_count), mean(column_count) {
  for_columns(columns, pool, [&](size_t from, size_t to) {
    for (const double* const row : rows) {
      for (size_t i = from; i < to; ++i) mean[i] += cell_of(row[i]);
    }
    for (size_t i = from; i < to; ++i) mean[i] /= static_cast<double>(rows.size());
  });
}

PooledNoise::PooledNoise(const UniverseTable& table, double persistence, NoiseDraws draws, search::WorkerPool& pool)
    : rows_(table.rows.size()), persistence_(persistence), draws_(draws) {
  // What is new in every row, columns at one scale and of mean 0 over all; without persistence that is the row.
  const size_t first = persistence == 0.0 ? 0 : 1;
  count_ = rows_ - first;
  const std::vector<double> scales = scales_of(table, pool);
  std::vector<size_t> place(table.columns);
  for (size_t i = 0; i < table.columns; ++i) {
    place[i] = columns_;
    columns_ += scales[i] > 0.0 ? 1 : 0;
  }
  innovations_.resize(columns_ * count_);
  for_columns(table.columns, pool, [&](size_t from, size_t to) {
    for (size_t t = first; t < rows_; ++t) {
      const double* const row = table.rows[t];
      const double* const before = table.rows[t - first];
      for (size_t i = from; i < to; ++i) {
        if (!(scales[i] > 0.0)) continue;
        const double past = first == 0 ? 0.0 : persistence * (cell_of(before[i]) - table.mean[i]);
        innovations_[place[i] * count_ + t - first] = ((cell_of(row[i]) - table.mean[i]) - past) / scales[i];
      }
    }
  });
  double mean = 0.0;
  for (const double cell : innovations_) mean += cell / static_cast<double>(innovations_.size());
  for_columns(columns_, pool, [&](size_t from, size_t to) {
    for (size_t k = from * count_; k < to * count_; ++k) innovations_[k] -= mean;
  });
}

void PooledNoise::tile(size_t table, size_t first, double* cells, double* mean) const {
  const size_t before = persistence_ == 0.0 ? 0 : draws_.warm_up, steps = rows_ + before;
  const size_t end = std::min(kUniverseTile, columns_ - first), drawn = draws_.row_of.size();
  const auto most = static_cast<double>(std::min(draws_.reach, columns_));
  const uint32_t* const words = draws_.words.data() + table * steps * 2;
  double state[kUniverseTile] = {};
  std::fill_n(mean, kUniverseTile, 0.0);
  std::fill_n(cells, rows_ * kUniverseTile, 0.0);
  for (size_t step = 0; step < steps; ++step) {
    double* const next = step < before ? state : cells + (step - before) * kUniverseTile;
    const double* const past = step <= before ? state : next - kUniverseTile;
    size_t from = (static_cast<size_t>(std::floor(words[step * 2] / 0x1p32 * most)) + first) % columns_;
    size_t at = (words[step * 2 + 1] + first) % drawn;
    for (size_t i = 0; i < end;) {
      const size_t many = std::min({end - i, columns_ - from, drawn - at});
      next_cells(next + i, past + i, persistence_, innovations_.data() + from * count_, draws_.row_of.data() + at, count_,
                 many);
      i += many;
      from = (from + many) % columns_;
      at = (at + many) % drawn;
    }
    if (step < before) continue;
    for (size_t i = 0; i < end; ++i) mean[i] += next[i];
  }
  for (size_t i = 0; i < end; ++i) mean[i] /= static_cast<double>(rows_);
  for (size_t t = 0; t < rows_; ++t) {
    for (size_t i = 0; i < end; ++i) cells[t * kUniverseTile + i] -= mean[i];
  }
}

}  // namespace tessera::believable

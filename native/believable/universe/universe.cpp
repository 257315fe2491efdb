#include "believable/universe/universe.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "believable/universe/tile_sums.h"

namespace tessera::believable {

namespace {

/** Samples of one table, as its lists of largest t are numbered: the table as it is, then those resampled. */
struct Samples {
  size_t first_list = 0, count = 0;
  std::vector<DrawnTogether> drawn;

  Samples(const UniverseRequest& request, size_t list, size_t draw, size_t draws) : first_list(list), count(draws) {
    const size_t stretches = (request.rows.size() + request.together - 1) / request.together;
    for (size_t k = 0; k < draws; k += kDrawsAtOnce) {
      DrawnTogether& group = drawn.emplace_back(stretches * kDrawsAtOnce, 0.0);
      for (size_t d = 0; d < std::min(kDrawsAtOnce, draws - k); ++d) {
        const double* const counts = request.counts.data() + (draw + k + d) * stretches;
        for (size_t s = 0; s < stretches; ++s) group[s * kDrawsAtOnce + d] = counts[s];
      }
    }
  }
};

class Universe {
 public:
  Universe(const UniverseRequest& request, search::WorkerPool& pool, tsr_control* control)
      : request_(request),
        interrupt_(control),
        control_(control),
        table_(request.rows, request.columns, pool),
        noise_(table_, request.persistence, request.noise, pool) {
    const size_t stretches = (request.rows.size() + request.together - 1) / request.together;
    once_.assign(stretches * kDrawsAtOnce, 0.0);
    for (size_t s = 0; s < stretches; ++s) once_[s * kDrawsAtOnce] = 1.0;
    samples_.emplace_back(request, 0, 0, request.draws);
    for (size_t k = 0; k < request.noise.tables; ++k) {
      samples_.emplace_back(request, lists(), request.draws + k * request.draws_of_table, request.draws_of_table);
    }
    tiles_ = (std::max(table_.columns, noise_.columns()) + kUniverseTile - 1) / kUniverseTile;
  }

  UniverseStatistics run(search::WorkerPool& pool) {
    std::vector<Largest> largest(pool.threads(), Largest(lists(), request_.size));
    if (control_) std::atomic_ref(control_->total).store(static_cast<int64_t>(tiles_), std::memory_order_relaxed);
    pool.run(largest.size(), [&](size_t thread) { take_tiles(largest[thread]); });
    for (size_t thread = 1; thread < largest.size(); ++thread) largest[0].join(largest[thread]);
    UniverseStatistics found;
    found.own = largest[0].mean(0);
    for (const Samples& one : samples_) {
      const bool own = &one == samples_.data();
      if (!own) found.known.push_back(largest[0].mean(one.first_list));
      for (size_t k = 1; k <= one.count; ++k) {
        (own ? found.resampled : found.known_resampled).push_back(largest[0].mean(one.first_list + k));
      }
    }
    return found;
  }

 private:
  size_t lists() const { return samples_.back().first_list + 1 + samples_.back().count; }

  void take_tiles(Largest& largest) {
    TileSums sums(request_.rows.size(), request_.together);
    double mean[kUniverseTile];
    for (size_t tile = next_++; tile < tiles_; tile = next_++) {
      interrupt_.stop_if_requested();
      const size_t first = tile * kUniverseTile;
      if (first < table_.columns) {
        centre(first, sums.cells(), mean);
        offer(samples_[0], sums, mean, std::min(kUniverseTile, table_.columns - first), largest);
      }
      for (size_t k = 0; first < noise_.columns() && k < request_.noise.tables; ++k) {
        noise_.tile(k, first, sums.cells(), mean);
        offer(samples_[k + 1], sums, mean, std::min(kUniverseTile, noise_.columns() - first), largest);
      }
      if (control_) std::atomic_ref(control_->done).fetch_add(1, std::memory_order_relaxed);
    }
  }

  /** Cells of the table without drift, and the drift. */
  void centre(size_t first, double* cells, double* mean) const {
    const size_t width = std::min(kUniverseTile, table_.columns - first);
    std::fill_n(mean, kUniverseTile, 0.0);
    std::copy_n(table_.mean.data() + first, width, mean);
    for (const double* const row : table_.rows) {
      for (size_t i = 0; i < width; ++i) {
        const double value = row[first + i];
        cells[i] = (std::isnan(value) ? 0.0 : value) - mean[i];
      }
      std::fill(cells + width, cells + kUniverseTile, 0.0);
      cells += kUniverseTile;
    }
  }

  void offer(const Samples& samples, TileSums& sums, const double* mean, size_t width, Largest& largest) const {
    constexpr double kNoShift[kUniverseTile] = {};
    double t[kDrawsAtOnce * kUniverseTile];
    sums.add_up();
    sums.statistics(once_, mean, t);
    largest.offer(samples.first_list, {t, width});
    for (size_t group = 0; group < samples.drawn.size(); ++group) {
      sums.statistics(samples.drawn[group], kNoShift, t);
      for (size_t d = 0; d < kDrawsAtOnce && group * kDrawsAtOnce + d < samples.count; ++d) {
        largest.offer(samples.first_list + 1 + group * kDrawsAtOnce + d, {t + d * kUniverseTile, width});
      }
    }
  }

  const UniverseRequest& request_;
  search::Interrupt interrupt_;
  tsr_control* control_;
  UniverseTable table_;
  PooledNoise noise_;
  DrawnTogether once_;
  std::vector<Samples> samples_;
  size_t tiles_ = 0;
  std::atomic<size_t> next_ = 0;
};

}  // namespace

UniverseStatistics universe_statistics(const UniverseRequest& request, search::WorkerPool& pool, tsr_control* control) {
  return Universe(request, pool, control).run(pool);
}

}  // namespace tessera::believable

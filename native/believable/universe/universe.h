#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "believable/universe/pooled_noise.h"
#include "search/interrupt.h"

namespace tessera::believable {

/**
 * What the test of the universe asks of a table (electron/service/verdict/universe.ts says why): the mean of the `size`
 * largest t of its columns, of the same table resampled without its drift, and of tables of noise and those resampled.
 */
struct UniverseRequest {
  std::span<const double* const> rows;  // [T >= 2] of N
  size_t columns = 0;
  /** Lag-1 autocorrelation that the columns have in common; 0 where rows are taken to be independent. */
  double persistence = 0.0;
  size_t size = 1;
  /** Rows that are drawn together, a stretch. */
  size_t together = 1;
  /** How often every stretch stands in a sample: [draws + noise.tables x draws_of_table][stretches]. */
  std::span<const double> counts;
  size_t draws = 0, draws_of_table = 0;
  NoiseDraws noise;
};

/** Not yet brought to the spread that its weights should have. */
struct UniverseStatistics {
  double own = 0.0;
  std::vector<double> resampled;        // [draws]
  std::vector<double> known;            // [tables]
  std::vector<double> known_resampled;  // [tables][draws_of_table]
};

/** The same bits on any number of threads. Throws SearchError when `control`, which may be null, asks for an end. */
UniverseStatistics universe_statistics(const UniverseRequest& request, search::WorkerPool& pool, tsr_control* control);

}  // namespace tessera::believable

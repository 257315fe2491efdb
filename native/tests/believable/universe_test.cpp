#include "believable/universe/universe.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "search/search_error.h"
#include "tests/believable/sample_table.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::SampleTable;

namespace {

constexpr uint32_t kRows = 21;
constexpr size_t kTables = 2, kDraws = 5, kDrawsOfTable = 3, kSteps = kRows + 4;

SampleTable sample(uint32_t columns) {
  return SampleTable(kRows, columns, [](SampleTable::Normal& draw, uint32_t t, uint32_t i) {
    return i == 3 ? 7.0 : i == 4 && t == 2 ? std::nan("") : draw();
  });
}

/** Numbers that are random enough; rows drawn alone or in stretches of two. */
struct Asked {
  SampleTable table;
  std::vector<double> counts;
  std::vector<uint32_t> row_of, words;
  UniverseRequest request;

  Asked(uint32_t columns, size_t together, double persistence)
      : table(sample(columns)), row_of(64), words(kTables * kSteps * 2) {
    const size_t stretches = (kRows + together - 1) / together;
    for (size_t k = 0; k < (kDraws + kTables * kDrawsOfTable) * stretches; ++k)
      counts.push_back(static_cast<double>(k * k % 3));
    for (size_t k = 0; k < row_of.size(); ++k) row_of[k] = static_cast<uint32_t>(k * k * 7 % (kRows - 1));
    for (size_t k = 0; k < words.size(); ++k) words[k] = static_cast<uint32_t>(k * 2654435761u);
    const Table cells = table.table();
    request.rows = {cells.rows, kRows};
    request.columns = columns;
    request.persistence = persistence;
    request.size = 3;
    request.together = together;
    request.counts = counts;
    request.draws = kDraws;
    request.draws_of_table = kDrawsOfTable;
    request.noise = {row_of, std::span(words).first(kTables * (persistence == 0.0 ? kRows : kSteps) * 2), kTables, 8, 4};
  }

  /** Mean of the three largest t of the table's columns, in a sample with row t standing `times` so often. */
  double largest(auto times) const {
    std::vector<double> t;
    for (size_t i = 0; i < request.columns; ++i) {
      const auto cell = [&](size_t row) { return std::isnan(request.rows[row][i]) ? 0.0 : request.rows[row][i]; };
      double drift = 0.0, sum = 0.0, squares = 0.0;
      for (size_t row = 0; row < kRows; ++row) drift += cell(row) / kRows;
      for (size_t row = 0; row < kRows; ++row) sum += times(row) * (cell(row) - drift);
      for (size_t row = 0; row < kRows; ++row) squares += times(row) * (cell(row) - drift) * (cell(row) - drift);
      const double deviation = std::sqrt((squares - sum * sum / kRows) / (kRows - 1));
      t.push_back(deviation > 1e-9 ? sum / kRows * std::sqrt(kRows) / deviation : 0.0);
    }
    std::ranges::sort(t, std::greater<>());
    return (t[0] + t[1] + t[2]) / 3.0;
  }
};

}  // namespace

TEST(universe_takes_the_largest_t_of_every_sample) {
  for (const size_t together : {size_t{1}, size_t{2}}) {
    const Asked asked(70, together, 0.0);
    search::WorkerPool pool(1);
    const UniverseStatistics found = universe_statistics(asked.request, pool, nullptr);
    CHECK_EQ(found.resampled.size(), kDraws);
    const size_t stretches = (kRows + together - 1) / together;
    for (size_t k = 0; k < kDraws; ++k) {
      const double expected = asked.largest([&](size_t t) { return asked.counts[k * stretches + t / together]; });
      CHECK_NEAR(found.resampled[k], expected, 1e-12);
    }
    CHECK_EQ(found.known.size(), kTables);
    CHECK_EQ(found.known_resampled.size(), kTables * kDrawsOfTable);
  }
}

TEST(universe_is_the_same_on_any_number_of_threads_and_stops_when_it_is_asked_to) {
  for (const double persistence : {0.0, -0.4}) {
    const Asked asked(333, 1, persistence);
    search::WorkerPool one(1), three(3);
    const UniverseStatistics alone = universe_statistics(asked.request, one, nullptr);
    tsr_control control{};
    const UniverseStatistics beside = universe_statistics(asked.request, three, &control);
    CHECK_EQ(control.done, control.total);
    CHECK_EQ(alone.own, beside.own);
    CHECK(alone.resampled == beside.resampled && alone.known == beside.known &&
          alone.known_resampled == beside.known_resampled);
    control.cancel = 1;
    bool stopped = false;
    try {
      universe_statistics(asked.request, one, &control);
    } catch (const search::SearchError& error) {
      stopped = error.status() == TSR_CANCELLED;
    }
    CHECK(stopped);
  }
}

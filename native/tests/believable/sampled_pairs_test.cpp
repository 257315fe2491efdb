#include "believable/sampled_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "believable/draws.h"
#include "believable/shrunk_correlation.h"
#include "search/island/functions.h"
#include "tests/believable/sample_table.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::SampleTable;

namespace {

constexpr uint64_t kSeed = 11;

/** A standardised column, its rows shuffled one number of the stream at a time. */
std::vector<double> column_of(const Table& table, const Moments& moments, uint32_t strategy, uint32_t repetition) {
  std::vector<double> z(table.observations);
  standardise(table, moments, strategy, z.data());
  if (repetition == 0) return z;
  search::Stream stream = stream_of(kSeed, Draw::kShuffledRows, repetition, strategy);
  for (uint32_t left = table.observations; left > 1; --left) std::swap(z[left - 1], z[stream.below(left)]);
  return z;
}

/** What count() is to come to: every pair in float64, its bin found by looking at all. */
PairCounts counted_plainly(const SampledPairs& pairs, const Table& table, const Moments& moments, uint32_t repetition) {
  PairCounts counts;
  std::array<double, ZBins::kCount + 1> edges{};
  for (uint32_t k = 0; k <= ZBins::kCount; ++k) edges[k] = search::island::hyperbolic_tangent(ZBins::edge(k));
  std::vector<std::vector<double>> columns(table.strategies);
  for (const uint32_t i : pairs.varying()) columns[i] = column_of(table, moments, i, repetition);
  for (const uint32_t k : pairs.sampled()) {
    for (const uint32_t i : pairs.varying()) {
      double r = 0.0;
      for (uint32_t t = 0; t < table.observations; ++t) r += columns[k][t] * columns[i][t];
      for (uint32_t bin = 0; bin < ZBins::kCount; ++bin)
        if (r >= edges[bin] && r < edges[bin + 1]) ++counts.bins[bin];
      const bool is_seen = repetition == 0 && std::fabs(r) < search::island::hyperbolic_tangent(3.7);
      if (is_seen) counts.seen[ShrunkCorrelation::index_of(r)] = 1;
    }
  }
  return counts;
}

void check_counts(const SampleTable& sample) {
  WorkerPool one(1), three(3);
  const Table table = sample.table();
  const Moments moments = measure(table, one);
  const SampledPairs pairs(table, moments, kSeed);
  for (uint32_t repetition = 0; repetition < 3; ++repetition) {
    const PairCounts plain = counted_plainly(pairs, table, moments, repetition);
    CHECK(plain.total() > 5'000);
    for (WorkerPool* pool : {&one, &three}) {
      const PairCounts own = pairs.count(repetition, *pool);
      CHECK(std::equal(plain.bins.begin(), plain.bins.end() - 1, own.bins.begin()));
      CHECK(own.seen == plain.seen);
    }
  }
}

/** Families of ten that share half their variance, with copies that differ by a hair and columns that do not vary. */
SampleTable tight_families(uint32_t rows, uint32_t columns) {
  const SampleTable base(rows, columns / 10 + 1, [](auto& draw, uint32_t, uint32_t) { return draw(); });
  return {rows, columns, [&](auto& draw, uint32_t t, uint32_t i) {
            const double own = draw(), shared = base.cells()[t][i / 10];
            if (i % 37 == 5) return 3.0;
            return i % 11 == 1 ? shared + 1e-7 * own : shared + own;
          }};
}

}  // namespace

TEST(pairs_that_single_precision_counts_are_those_of_float64) {
  check_counts(tight_families(82, 530));
  check_counts(tight_families(83, 97));
}

TEST(pairs_over_many_rows_are_counted_the_same) { check_counts(tight_families(500, 210)); }

TEST(few_rows_make_the_same_counts) { check_counts(tight_families(4, 300)); }

TEST(numbers_made_many_at_a_time_are_those_of_the_stream) {
  search::Stream stream = stream_of(3, Draw::kShuffledRows, 1, 2);
  ManyBits bits(stream);
  for (uint32_t k = 0; k < 500; ++k) {
    const uint32_t bound = k % 3 == 0 ? 0xC0000001u : k + 1;  // the first is drawn again one time in four
    CHECK_EQ(bits.below(bound), stream.below(bound));
  }
}

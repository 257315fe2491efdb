#include "believable/sampled_pairs.h"

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/derived.h"
#include "tests/cuda/shapes.h"

namespace tessera::test {
namespace {

using namespace believable;

Table table_of(const Matrix& m, const std::vector<const double*>& rows) {
  return {static_cast<uint32_t>(m.observations), static_cast<uint32_t>(m.strategies), rows.data()};
}

/** Counts of a table on the processor, and on a device whose session has its rows, or rows that it is made of. */
void check_counts(const Matrix& m, const Opened& cuda, const RowsMade* made) {
  WorkerPool pool(3);
  std::vector<const double*> rows;
  for (uint64_t t = 0; t < m.observations; ++t) rows.push_back(m.cells.data() + t * m.strategies);
  const Table table = table_of(m, rows);
  const Moments moments = measure(table, pool);
  const SampledPairs pairs(table, moments, 11);
  if (pairs.pairs() == 0) return;
  const PairPass there = backend_pairs(cuda_backend(), cuda.session(), made);
  for (uint32_t repetition = 0; repetition < 3; ++repetition) {
    const PairCounts own = pairs.count(repetition, pool), other = there(pairs, repetition, pool);
    CHECK(other.bins == own.bins);
    CHECK(other.seen == own.seen);
  }
}

TEST(sampled_pairs_have_the_processors_counts) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    check_counts(m, Opened(cuda_backend(), m), nullptr);
  }
}

TEST(sampled_pairs_of_derived_rows_are_those_of_the_table_that_they_make) {
  for (const uint64_t count : {3u, 82u, 301u}) {
    const Matrix m = sample_matrix(82, 2500, 0.01);
    const Derived derived(m, count);
    const RowsMade made{derived.rows, derived.signs, derived.centre, derived.added};
    check_counts(derived.table, Opened(cuda_backend(), m), &made);
  }
}

/** Columns in several parts, for want of memory. */
TEST(sampled_pairs_are_counted_in_parts) {
  const Matrix m = sample_matrix(1000, 6001);
  OpenOptions little;
  little.memory_limit = uint64_t{128} << 20;
  check_counts(m, Opened(cuda_backend(), m, little), nullptr);
}

TEST(sampled_pairs_of_a_streamed_matrix_are_refused) {
  const Matrix m = sample_matrix(2000, 4001);
  OpenOptions streamed;
  streamed.memory_limit = uint64_t{48} << 20;
  const Opened cuda(cuda_backend(), m, streamed);
  const std::vector<double> list(m.strategies, 1.0);
  const std::vector<uint32_t> named{0};
  uint64_t bins[1];
  uint8_t seen[TSR_CORRELATION_ENTRIES];
  tsr_sampled_pairs_params p{};
  p.struct_size = sizeof p;
  p.row_count = static_cast<uint32_t>(m.observations);
  p.sampled_count = p.varying_count = p.edge_count = 1;
  p.mean = p.norm = p.edges = list.data();
  p.sampled = p.varying = named.data();
  p.bins = bins;
  p.seen = seen;
  CHECK_EQ(cuda.try_run(TSR_OP_SAMPLED_PAIRS, &p), TSR_UNSUPPORTED);
  p.varying_count = 0;
  CHECK_EQ(cuda.try_run(TSR_OP_SAMPLED_PAIRS, &p), TSR_BAD_ARGUMENT);
}

}  // namespace
}  // namespace tessera::test

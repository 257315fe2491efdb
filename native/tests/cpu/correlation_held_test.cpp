#include <algorithm>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/support/correlation_pass.h"

using namespace tessera::test;

namespace {

Matrix columns_of(const Matrix& m, uint64_t from, uint64_t to) {
  Matrix part{m.observations, to - from, {}};
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint64_t i = from; i < to; ++i) part.cells.push_back(m.at(t, i));
  }
  return part;
}

/** A table whose strategies come a few at a time and are held. */
struct HeldTable {
  std::vector<double> cells;
  std::vector<uint8_t> vary;
  uint64_t whole;

  HeldTable(uint64_t strategies, uint64_t observations)
      : cells(TSR_HELD_SPARE + (strategies + 191) / 192 * 192 * observations, -7.0), vary(strategies, 9), whole(strategies) {}

  /** The pairs of all that are held: `p` has what is wanted. */
  tsr_status run(const Session& session, tsr_correlation_reduce_params& p, uint64_t first, uint64_t count) {
    std::vector<int64_t> signed_units(count), abs_units(count);
    std::vector<double> sums(2);
    p.struct_size = sizeof p;
    p.signed_units = signed_units.data();
    p.abs_units = abs_units.data();
    p.whole = whole;
    p.sums = sums.data();
    p.held = cells.data();
    p.held_room = cells.size();
    p.held_vary = vary.data();
    p.held_first = first;
    p.held_count = count;
    return session.try_run(TSR_OP_CORRELATION_REDUCE, &p);
  }
};

/** A part that has no pairs: the strategies are put alone. */
tsr_correlation_reduce_params no_pairs() {
  tsr_correlation_reduce_params p{};
  p.first_tile = UINT64_MAX / 2;
  p.tile_count = 1;
  return p;
}

}  // namespace

TEST(strategies_that_come_a_few_at_a_time_have_the_pairs_of_the_whole) {
  for (const std::string& isa : instruction_sets()) {
    for (const uint64_t observations : {3u, 170u, 2100u}) {
      const uint64_t n = 401;
      const Matrix m = sample_matrix(observations, n);
      const Session session(m, {isa, 2});
      const Pass whole(session, {.top_k = 25});
      HeldTable held(n, observations);
      // Ends within panels, strips and vectors.
      for (const auto& [from, to] : {std::pair<uint64_t, uint64_t>{0, 101}, {101, 192}, {192, 209}, {209, 401}}) {
        const Matrix part = columns_of(m, from, to);
        tsr_correlation_reduce_params p = no_pairs();
        CHECK_EQ(held.run(Session(part, {isa, 2}), p, from, to), TSR_OK);
      }
      std::vector<uint64_t> histogram(whole.histogram.size());
      std::vector<double> mean_abs(n), largest(n);
      std::vector<tsr_pair> top(25);
      tsr_correlation_reduce_params p{};
      p.tile_count = UINT64_MAX / 2;
      p.histogram_bins = static_cast<uint32_t>(histogram.size());
      p.histogram = histogram.data();
      p.mean_abs_rho = mean_abs.data();
      p.max_abs_rho = largest.data();
      p.top_k = top.size();
      p.top = top.data();
      CHECK_EQ(held.run(session, p, n, n), TSR_OK);
      CHECK(histogram == whole.histogram);
      CHECK(same_bits(mean_abs, whole.mean_abs_rho));
      CHECK(same_bits(largest, whole.max_abs_rho));
      CHECK(same_pairs(top, whole.top));
      CHECK(held.vary[0] == 1 && held.vary[5] == 0 && held.vary[7] == 0);
    }
  }
}

TEST(what_cannot_be_held_is_refused) {
  const Matrix m = sample_matrix(20, 30);
  const Session session(m, {});
  HeldTable held(30, 20);
  tsr_correlation_reduce_params p = no_pairs();
  CHECK_EQ(held.run(session, p, 1, 30), TSR_BAD_ARGUMENT);
  held.cells.resize(TSR_HELD_SPARE);
  CHECK_EQ(held.run(session, p, 0, 30), TSR_BAD_ARGUMENT);
  held.cells.resize(TSR_HELD_SPARE + 192 * 20);
  CHECK_EQ(held.run(session, p, 0, 30), TSR_OK);
  const Matrix gaps = sample_matrix(20, 30, 0.2);
  CHECK_EQ(held.run(Session(gaps, {}), p, 0, 30), TSR_BAD_ARGUMENT);
}

#include <algorithm>
#include <cmath>
#include <limits>

#include "believable/choosing/choose.h"
#include "believable/expectation.h"
#include "believable/weights.h"
#include "tests/believable/golden.h"
#include "tests/believable/sample_table.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::SampleTable;

namespace {

bool finite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double x) { return std::isfinite(x); });
}

/** The whole way from the table to a portfolio of n, its weights and what to expect of it: nowhere a figure that is none. */
void check_whole_way(const SampleTable& sample, uint32_t n) {
  WorkerPool workers(2);
  const Table table = sample.table();
  const Judgement j = judge(table, {}, workers);
  CHECK(finite(j.rho.entry));
  CHECK(std::ranges::is_sorted(j.rho.entry));
  CHECK(finite(j.combined));
  CHECK(finite(j.error));
  CHECK(finite(j.theta));
  CHECK(finite(j.weight));
  const Chosen chosen = choose(table, j, test::request_for(table, n), {}, workers);
  CHECK_EQ(chosen.best.members.size(), size_t{n});
  CHECK_EQ(chosen.within.members.size(), size_t{n});
  CHECK(std::isfinite(chosen.best.value) && std::isfinite(chosen.within.value) && std::isfinite(chosen.within.ratio));
  CHECK(chosen.greedy.members.empty() || chosen.best.value >= chosen.greedy.value);
  const Pool pool = pool_of(table, j, chosen.within.members, workers);
  const std::vector<uint32_t> places = pool.places_of(chosen.within.members);
  const Members members = members_of(j, pool, places);
  CHECK(finite(maximum_believable_weights(members, 2.0 / n)));
  CHECK(finite(inverse_volatility_weights(members)));
  CHECK(finite(equal_risk_weights(members)));
  const Measured m = measure_error(table, j, draw_rows(table.observations, 1), 2, family_sums, workers);
  CHECK(finite(m.theta));
  CHECK(std::isfinite(m.variance));
  CHECK(std::isfinite(expected_sharpe(table, j, m, pool, places)));
}

const auto noise = [](auto& draw, uint32_t, uint32_t) { return draw(); };

}  // namespace

TEST(degenerate_constants) {
  check_whole_way(SampleTable(82, 100, [](auto&, uint32_t, uint32_t) { return 5.0; }), 10);
  check_whole_way(SampleTable(82, 100, [](auto&, uint32_t, uint32_t) { return 0.0; }), 10);
  check_whole_way(SampleTable(82, 100, [](auto& draw, uint32_t, uint32_t i) { return i % 2 == 0 ? 0.1 : draw(); }), 10);
  check_whole_way(SampleTable(82, 100, [](auto& draw, uint32_t, uint32_t i) { return i < 97 ? 0.1 : draw(); }), 10);
}

TEST(degenerate_copies) {
  const SampleTable one(82, 1, noise);
  check_whole_way(SampleTable(82, 100, [&](auto&, uint32_t t, uint32_t) { return one.cells()[t][0]; }), 10);
  const SampleTable ten(82, 10, noise);
  check_whole_way(SampleTable(82, 100, [&](auto&, uint32_t t, uint32_t i) { return (1.0 + i) * ten.cells()[t][i % 10]; }), 10);
}

TEST(degenerate_one_family) {
  const SampleTable one(82, 1, noise);
  check_whole_way(SampleTable(82, 100, [&](auto& draw, uint32_t t, uint32_t) { return one.cells()[t][0] + 0.3 * draw(); }), 10);
}

TEST(degenerate_few_rows) {
  for (const uint32_t rows : {1u, 2u, 3u, 4u, 19u, 20u}) check_whole_way(SampleTable(rows, 100, noise), 10);
}

TEST(degenerate_few_strategies) {
  check_whole_way(SampleTable(82, 10, noise), 10);
  check_whole_way(SampleTable(82, 1, noise), 1);
  check_whole_way(SampleTable(82, 2, noise), 1);
  check_whole_way(SampleTable(82, 29, noise), 5);
  check_whole_way(SampleTable(3, 2, noise), 2);
}

TEST(degenerate_sentinels_and_cells_that_are_none) {
  for (const double odd : {-999.0, 1e12, 1e300, std::numeric_limits<double>::infinity(), std::nan("")}) {
    check_whole_way(
        SampleTable(82, 100, [&](auto& draw, uint32_t t, uint32_t i) { return i % 7 == 0 && t % 5 == 0 ? odd : draw(); }), 10);
    check_whole_way(SampleTable(82, 100, [&](auto& draw, uint32_t t, uint32_t i) { return i == 3 && t == 8 ? odd : draw(); }),
                    10);
  }
}

TEST(degenerate_nearly_constant_columns) {
  check_whole_way(SampleTable(82, 100, [](auto& draw, uint32_t, uint32_t i) { return i < 5 ? 1e6 + 1e-9 * draw() : draw(); }),
                  10);
  check_whole_way(SampleTable(82, 100, [](auto&, uint32_t t, uint32_t i) { return t == i % 82 ? 1.0 : 0.0; }), 10);
}

#include <algorithm>

#include "tests/believable/golden.h"
#include "tests/check.h"

using namespace tessera;
using namespace tessera::believable;
using test::check_all;
using test::golden;
using test::Json;

namespace {

constexpr double kTolerance = 1e-9;

void check_list(const char* name, std::span<const double> actual) {
  check_all(name, actual, golden().expected[name].numbers(), kTolerance);
}

/** All strategies, ascending: places of the pool are strategies. */
Pool whole_pool(const Judgement& judgement, WorkerPool& workers) {
  std::vector<uint32_t> all(golden().table().strategies);
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return pool_of(golden().table(), judgement, all, workers);
}

}  // namespace

TEST(every_step_of_the_golden_table) {
  WorkerPool workers(2);
  const Judgement j = golden().judge(workers);
  const Json& expected = golden().expected;
  check_list("sharpe", j.moments.sharpe);
  CHECK_NEAR(j.mean_correlation, expected["meanCorrelation"].number(), kTolerance);
  const std::vector<uint32_t> sizes = expected["familySize"].indices();
  for (size_t i = 0; i < sizes.size(); ++i) CHECK_EQ(j.families.size[i], sizes[i]);
  check_list("familyMean", j.families.mean);
  check_list("familyCorrelation", j.families.correlation);
  CHECK_NEAR(j.shrinkage.within, expected["withinVariance"].number(), kTolerance);
  CHECK_NEAR(j.shrinkage.between, expected["betweenVariance"].number(), kTolerance);
  check_list("combined", j.combined);
  check_list("error", j.error);
  check_list("grid", j.prior.grid);
  check_list("prior", j.prior.share);
  check_list("theta", j.theta);
  CHECK_NEAR(j.reliability, expected["oddEvenReliability"].number(), kTolerance);
  CHECK_NEAR(j.exponent, expected["volatilityExponent"].number(), kTolerance);
  check_list("weight", j.weight);
}

TEST(the_same_bits_on_any_number_of_threads) {
  WorkerPool one(1), three(3);
  const Judgement a = judge(golden().table(), {}, one), b = judge(golden().table(), {}, three);
  CHECK(a.rho.entry == b.rho.entry);
  CHECK(a.theta == b.theta);
  CHECK(a.weight == b.weight);
  CHECK(a.prior.share == b.prior.share);
}

TEST(values_of_the_golden_portfolios) {
  WorkerPool workers(2);
  const Judgement j = golden().judge(workers);
  const Pool pool = whole_pool(j, workers);
  for (const Json& portfolio : golden().expected["portfolios"].items()) {
    CHECK_NEAR(value_of(pool, portfolio["members"].indices()), portfolio["value"].number(), kTolerance);
  }
}

TEST(swaps_and_additions_are_what_the_value_comes_to) {
  WorkerPool workers(1);
  const Judgement j = golden().judge(workers);
  const Pool pool = whole_pool(j, workers);
  Holding holding(pool);
  for (const uint32_t k : {3u, 90u, 12u, 45u, 200u}) {
    const double promised = holding.value_with(k);
    holding.add(k);
    CHECK_NEAR(holding.value(), promised, 1e-14);
  }
  for (const uint32_t in : {0u, 46u, 239u}) {
    const double promised = holding.value_of_swap(90, in);
    Holding swapped = holding;
    swapped.drop(90);
    swapped.add(in);
    CHECK_NEAR(swapped.value(), promised, 1e-14);
    CHECK_NEAR(value_of(pool, swapped.members()), promised, 1e-14);
  }
}

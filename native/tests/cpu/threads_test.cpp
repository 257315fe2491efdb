#include <algorithm>
#include <thread>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

namespace {

bool same_pairs(const std::vector<tsr_pair>& a, const std::vector<tsr_pair>& b) {
  if (a.size() != b.size()) return false;
  for (size_t k = 0; k < a.size(); ++k) {
    if (a[k].a != b[k].a || a[k].b != b[k].b || a[k].rho != b[k].rho) return false;
  }
  return true;
}

}  // namespace

TEST(any_number_of_threads_gives_the_same_pass) {
  for (const double missing : {0.0, 0.02}) {
    const Matrix m = sample_matrix(60, 700, missing);
    const PassOptions asked = {.top_k = 50, .threshold = 0.5, .capacity = 300, .block_size = 9};
    const Pass one(Session(m, {"", 1}), asked);
    for (const uint32_t threads : {2u, 7u}) {
      const Pass many(Session(m, {"", threads}), asked);
      CHECK(many.histogram == one.histogram);
      CHECK(same_bits(many.mean_rho, one.mean_rho));
      CHECK(same_bits(many.mean_abs_rho, one.mean_abs_rho));
      CHECK(same_bits(many.max_abs_rho, one.max_abs_rho));
      CHECK(same_pairs(many.top, one.top));
      CHECK(same_pairs(many.over, one.over));
      CHECK(many.block_mean == one.block_mean && many.block_min == one.block_min && many.block_max == one.block_max);
      CHECK(many.sum_rho == one.sum_rho && many.sum_abs_rho == one.sum_abs_rho);
    }
  }
}

TEST(any_number_of_threads_gives_the_same_scores_and_metrics) {
  const Matrix m = sample_matrix(82, 300);
  const auto members = sample_portfolios(2000, 20, 300);
  const auto scores = Session(m).score(members, 20, legacy_objective(0));
  const auto metrics = Session(m).metrics(all_metrics(), metric_config(TSR_PROFILE_TEXTBOOK));
  for (const uint32_t threads : {2u, 7u}) {
    const Session session(m, {"", threads});
    CHECK(same_bits(session.score(members, 20, legacy_objective(0)), scores));
    CHECK(same_bits(session.metrics(all_metrics(), metric_config(TSR_PROFILE_TEXTBOOK)), metrics));
  }
}

TEST(one_session_serves_several_callers_from_its_first_call_on) {
  const Matrix m = sample_matrix(82, 300);
  const auto members = sample_portfolios(3000, 20, 300);
  const auto expected = Session(m).score(members, 20, legacy_objective(0));
  const Session session(m, {"", 2});
  std::vector<std::vector<double>> results(4);
  std::vector<std::thread> callers;
  for (auto& result : results) {
    callers.emplace_back([&] { result = session.score(members, 20, legacy_objective(0)); });
  }
  for (std::thread& caller : callers) caller.join();
  for (const auto& result : results) CHECK(same_bits(result, expected));
}

namespace {

/** What parts of a pass come to, in the order in which they are given. */
struct Parts {
  std::vector<uint64_t> histogram;
  std::vector<int64_t> signed_units, abs_units;
  std::vector<double> mean_rho, mean_abs_rho, max_abs_rho;
  std::vector<tsr_pair> over;
  double sum_rho = 0, sum_abs_rho = 0;
  uint64_t over_count = 0, tiles = 0;

  explicit Parts(uint64_t n)
      : histogram(200, 0), signed_units(n, 0), abs_units(n, 0), mean_rho(n), mean_abs_rho(n), max_abs_rho(n, 0.0) {}

  void add(const Session& session, uint64_t first, uint64_t count) {
    std::vector<uint64_t> bins(histogram.size());
    std::vector<double> largest(max_abs_rho.size());
    std::vector<tsr_pair> pairs(5000);
    uint64_t pairs_over = 0;
    tsr_correlation_reduce_params p{};
    p.struct_size = sizeof p;
    p.histogram_bins = static_cast<uint32_t>(bins.size());
    p.histogram = bins.data();
    p.mean_rho = mean_rho.data();
    p.mean_abs_rho = mean_abs_rho.data();
    p.max_abs_rho = largest.data();
    p.threshold = 0.5;
    p.threshold_capacity = pairs.size();
    p.threshold_pairs = pairs.data();
    p.threshold_count = &pairs_over;
    p.sum_rho = &sum_rho;
    p.sum_abs_rho = &sum_abs_rho;
    p.first_tile = first;
    p.tile_count = count;
    p.tile_total = &tiles;
    p.signed_units = signed_units.data();
    p.abs_units = abs_units.data();
    session.run(TSR_OP_CORRELATION_REDUCE, &p);
    for (size_t bin = 0; bin < bins.size(); ++bin) histogram[bin] += bins[bin];
    for (size_t s = 0; s < largest.size(); ++s) max_abs_rho[s] = std::max(max_abs_rho[s], largest[s]);
    over.insert(over.end(), pairs.begin(), pairs.begin() + static_cast<ptrdiff_t>(pairs_over));
    over_count += pairs_over;
  }
};

}  // namespace

TEST(any_split_of_the_pass_in_any_order_is_the_whole) {
  for (const double missing : {0.0, 0.02}) {
    const Matrix m = sample_matrix(40, 700, missing);
    const Session session(m, {"", 2});
    const Pass whole(session, {.threshold = 0.5, .capacity = 5000});
    uint64_t tiles = 0;
    for (const uint64_t size : {1u, 2u, 5u, 1000u}) {
      Parts parts(700);
      parts.add(session, UINT64_MAX / 2, 1);
      tiles = parts.tiles;
      CHECK(tiles > 3);
      CHECK_EQ(parts.over_count, 0u);
      // The last part first.
      for (uint64_t k = (tiles + size - 1) / size; k-- > 0;) parts.add(session, k * size, size);
      // Nothing new: the sums alone become figures.
      parts.add(session, tiles, 1);
      std::ranges::sort(parts.over,
                        [](const tsr_pair& a, const tsr_pair& b) { return std::pair(a.a, a.b) < std::pair(b.a, b.b); });
      CHECK(parts.histogram == whole.histogram);
      CHECK(same_bits(parts.mean_rho, whole.mean_rho));
      CHECK(same_bits(parts.mean_abs_rho, whole.mean_abs_rho));
      CHECK(same_bits(parts.max_abs_rho, whole.max_abs_rho));
      CHECK(parts.sum_rho == whole.sum_rho && parts.sum_abs_rho == whole.sum_abs_rho);
      CHECK(same_pairs(parts.over, whole.over));
      CHECK_EQ(parts.over_count, whole.over_count);
    }
  }
}

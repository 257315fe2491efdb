#include <algorithm>

#include "tests/both/ways.h"
#include "tests/check.h"
#include "tests/support/correlation_pass.h"

using namespace tessera::test;

namespace {

constexpr PassOptions kAsked = {.top_k = 40, .threshold = 0.5, .capacity = 5000};

/** What parts of a pass come to, in the order in which they are given. */
struct Parts {
  std::vector<uint64_t> histogram;
  std::vector<int64_t> signed_units, abs_units;
  std::vector<double> mean_rho, mean_abs_rho, max_abs_rho;
  std::vector<tsr_pair> top, over;
  double sum_rho = 0, sum_abs_rho = 0;
  uint64_t over_count = 0, tiles = 0;

  explicit Parts(uint64_t n)
      : histogram(kAsked.bins, 0), signed_units(n, 0), abs_units(n, 0), mean_rho(n), mean_abs_rho(n), max_abs_rho(n, 0.0) {}

  void add(const Opened& opened, uint64_t first, uint64_t count) {
    std::vector<uint64_t> bins(histogram.size());
    std::vector<double> largest(max_abs_rho.size());
    std::vector<tsr_pair> best(kAsked.top_k), pairs(kAsked.capacity);
    uint64_t best_count = 0, pairs_over = 0;
    tsr_correlation_reduce_params p{};
    p.struct_size = sizeof p;
    p.histogram_bins = static_cast<uint32_t>(bins.size());
    p.histogram = bins.data();
    p.mean_rho = mean_rho.data();
    p.mean_abs_rho = mean_abs_rho.data();
    p.max_abs_rho = largest.data();
    p.top_k = best.size();
    p.top = best.data();
    p.top_count = &best_count;
    p.threshold = kAsked.threshold;
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
    opened.run(TSR_OP_CORRELATION_REDUCE, &p);
    for (size_t bin = 0; bin < bins.size(); ++bin) histogram[bin] += bins[bin];
    for (size_t s = 0; s < largest.size(); ++s) max_abs_rho[s] = std::max(max_abs_rho[s], largest[s]);
    top.insert(top.end(), best.begin(), best.begin() + static_cast<ptrdiff_t>(best_count));
    over.insert(over.end(), pairs.begin(), pairs.begin() + static_cast<ptrdiff_t>(pairs_over));
    over_count += pairs_over;
  }

  /** The lists in their orders. */
  void settle_lists() {
    const auto earlier = [](const tsr_pair& x, const tsr_pair& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); };
    std::ranges::sort(over, earlier);
    std::ranges::sort(top,
                      [&](const tsr_pair& x, const tsr_pair& y) { return x.rho != y.rho ? x.rho > y.rho : earlier(x, y); });
    top.resize(std::min<size_t>(top.size(), kAsked.top_k));
  }
};

void check_splits(const Opened& opened, const Pass& whole) {
  const uint64_t n = opened.matrix().strategies;
  for (const uint64_t size : {1u, 2u, 5u, 1000u}) {
    Parts parts(n);
    parts.add(opened, UINT64_MAX / 2, 1);
    const uint64_t tiles = parts.tiles;
    CHECK(tiles > 3);
    CHECK_EQ(parts.over_count, 0u);
    CHECK(parts.top.empty());
    // The last part first.
    for (uint64_t k = (tiles + size - 1) / size; k-- > 0;) parts.add(opened, k * size, size);
    // Nothing new: the sums alone become figures.
    parts.add(opened, tiles, 1);
    parts.settle_lists();
    CHECK(parts.histogram == whole.histogram);
    CHECK(same_bits(parts.mean_rho, whole.mean_rho));
    CHECK(same_bits(parts.mean_abs_rho, whole.mean_abs_rho));
    CHECK(same_bits(parts.max_abs_rho, whole.max_abs_rho));
    CHECK(parts.sum_rho == whole.sum_rho && parts.sum_abs_rho == whole.sum_abs_rho);
    CHECK(same_pairs(parts.top, whole.top));
    CHECK(same_pairs(parts.over, whole.over));
    CHECK_EQ(parts.over_count, whole.over_count);
  }
}

}  // namespace

TEST(any_split_of_the_pass_in_any_order_is_the_whole) {
  for (const double missing : {0.0, 0.02}) {
    in_every_way(sample_matrix(40, 700, missing), [](const Opened& opened) { check_splits(opened, Pass(opened, kAsked)); });
  }
}

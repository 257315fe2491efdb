#include <algorithm>
#include <thread>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

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

/** Columns of a matrix, the ranges one behind the other. */
Matrix columns_of(const Matrix& m, const std::vector<std::pair<uint64_t, uint64_t>>& ranges) {
  Matrix chosen{m.observations, 0, {}};
  for (const auto& [from, to] : ranges) chosen.strategies += to - from;
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (const auto& [from, to] : ranges) {
      for (uint64_t i = from; i < to; ++i) chosen.cells.push_back(m.cells[t * m.strategies + i]);
    }
  }
  return chosen;
}

/** What a table that is held in pieces comes to. */
struct Pieces {
  std::vector<double> mean_rho, mean_abs_rho, lanes;
  std::vector<int64_t> signed_units, abs_units;
  double sums[2] = {0, 0};
  uint64_t over_count = 0;
  uint32_t any_missing = 0, strip = 0;

  explicit Pieces(const Matrix& m)
      : mean_rho(m.strategies),
        mean_abs_rho(m.strategies),
        lanes(m.observations * TSR_CORRELATION_LANES, 0.0),
        signed_units(m.strategies, 0),
        abs_units(m.strategies, 0) {}

  /** A run over these ranges of the table: their pairs, or where there are no more the means of the one range. */
  void run(const Matrix& m, const std::vector<std::pair<uint64_t, uint64_t>>& ranges, bool means) {
    const Matrix held = columns_of(m, ranges);
    const Session session(held, {"", 2});
    std::vector<int64_t> units[2];
    std::vector<double> mean[2] = {std::vector<double>(held.strategies), std::vector<double>(held.strategies)};
    for (const auto& [from, to] : ranges) {
      for (uint64_t i = from; i < to; ++i) {
        units[0].push_back(means ? signed_units[i] : 0);
        units[1].push_back(means ? abs_units[i] : 0);
      }
    }
    uint64_t over = 0;
    uint32_t missing = 0;
    double unused[2] = {0, 0};
    tsr_correlation_reduce_params p{};
    p.struct_size = sizeof p;
    p.threshold = 0.5;
    p.threshold_count = &over;
    p.mean_rho = mean[0].data();
    p.mean_abs_rho = mean[1].data();
    p.first_tile = means ? UINT64_MAX / 2 : 0;
    p.tile_count = means ? 1 : UINT64_MAX / 2;
    p.signed_units = units[0].data();
    p.abs_units = units[1].data();
    p.whole = m.strategies;
    p.split = ranges.size() > 1 ? ranges[0].second - ranges[0].first : 0;
    p.strip = &strip;
    p.any_missing = &missing;
    p.lanes = means || ranges.size() > 1 ? nullptr : lanes.data();
    p.all_lanes = means && any_missing == 0 ? lanes.data() : nullptr;
    p.sums = means ? sums : unused;
    session.run(TSR_OP_CORRELATION_REDUCE, &p);
    over_count += over;
    any_missing |= missing;
    uint64_t k = 0;
    for (const auto& [from, to] : ranges) {
      for (uint64_t i = from; i < to; ++i, ++k) {
        if (means) {
          mean_rho[i] = mean[0][k];
          mean_abs_rho[i] = mean[1][k];
        } else {
          signed_units[i] += units[0][k];
          abs_units[i] += units[1][k];
        }
      }
    }
  }
};

}  // namespace

namespace {

/** What the blocks of a map come to in parts. */
struct MapParts {
  uint64_t strategies;
  uint32_t block_size;
  uint64_t side;
  std::vector<int64_t> units;
  std::vector<double> least, largest;
  std::vector<float> mean, low, high;

  MapParts(uint64_t count, uint32_t size)
      : strategies(count),
        block_size(size),
        side((count + size - 1) / size),
        units(side * side, 0),
        least(side * side, 1.0),
        largest(side * side, -1.0),
        mean(side * side),
        low(side * side),
        high(side * side) {}

  /** Adds some tiles of a session: of the whole in an order, or of a piece. */
  void add(const Session& session, tsr_correlation_reduce_params p) {
    double sums[2] = {0, 0};
    p.struct_size = sizeof p;
    p.threshold = 2;
    p.block_size = block_size;
    p.block_units = units.data();
    p.block_least = least.data();
    p.block_largest = largest.data();
    p.block_mean = mean.data();
    p.block_min = low.data();
    p.block_max = high.data();
    p.sums = sums;
    session.run(TSR_OP_CORRELATION_REDUCE, &p);
  }
};

}  // namespace

TEST(a_map_in_parts_or_pieces_comes_to_the_bits_of_the_whole) {
  for (const uint32_t size : {1u, 7u, 192u, 250u, 900u}) {
    const Matrix m = sample_matrix(30, 701, 0.01);
    const Session session(m, {"", 2});
    const Pass whole(session, {.block_size = size});
    MapParts parts(m.strategies, size);
    for (uint64_t first = 12; first-- > 0;) {
      tsr_correlation_reduce_params p{};
      p.first_tile = first;
      p.tile_count = 1;
      parts.add(session, p);
    }
    MapParts pieces(m.strategies, size);
    const std::vector<std::pair<uint64_t, uint64_t>> ranges = {{0, 192}, {192, 576}, {576, 701}};
    for (size_t b = ranges.size(); b-- > 0;) {
      for (size_t a = 0; a <= b; ++a) {
        const Matrix held = a == b ? columns_of(m, {ranges[a]}) : columns_of(m, {ranges[a], ranges[b]});
        tsr_correlation_reduce_params p{};
        p.tile_count = UINT64_MAX / 2;
        p.whole = m.strategies;
        p.split = a == b ? 0 : ranges[a].second - ranges[a].first;
        p.first_place = ranges[a].first;
        p.behind_place = ranges[b].first;
        pieces.add(Session(held, {"", 2}), p);
      }
    }
    for (const MapParts* one : {&parts, &pieces}) {
      CHECK(one->mean == whole.block_mean);
      CHECK(one->low == whole.block_min);
      CHECK(one->high == whole.block_max);
    }
  }
}

TEST(a_table_held_in_pieces_comes_to_the_bits_of_the_whole) {
  for (const double missing : {0.0, 0.02}) {
    const Matrix m = sample_matrix(40, 700, missing);
    const Pass whole(Session(m, {"", 2}), {.threshold = 0.5, .capacity = 5000});
    Pieces pieces(m);
    const std::vector<std::pair<uint64_t, uint64_t>> ranges = {{0, 192}, {192, 576}, {576, 700}};
    for (size_t a = 0; a < ranges.size(); ++a) pieces.run(m, {ranges[a]}, false);
    for (size_t b = ranges.size(); b-- > 0;) {
      for (size_t a = 0; a < b; ++a) pieces.run(m, {ranges[a], ranges[b]}, false);
    }
    for (const auto& range : ranges) pieces.run(m, {range}, true);
    CHECK_EQ(pieces.strip, 192u);
    CHECK_EQ(pieces.any_missing, missing > 0 ? 1u : 0u);
    CHECK(same_bits(pieces.mean_rho, whole.mean_rho));
    CHECK(same_bits(pieces.mean_abs_rho, whole.mean_abs_rho));
    CHECK(pieces.sums[0] / 2 == whole.sum_rho && pieces.sums[1] / 2 == whole.sum_abs_rho);
    CHECK_EQ(pieces.over_count, whole.over_count);
    bool refused = false;
    try {
      pieces.run(m, {{0, 100}, {192, 576}}, false);
    } catch (const std::exception&) {
      refused = true;
    }
    CHECK(refused);
  }
}

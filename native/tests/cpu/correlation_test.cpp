#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/naive.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

TEST(every_pair_agrees_with_the_definition) {
  for (const uint64_t observations : {2u, 3u, 82u, 161u, 500u}) {
    for (const uint64_t strategies : {1u, 2u, 23u, 193u}) {
      compare_reduced(sample_matrix(observations, strategies), {});
    }
  }
}

TEST(tiles_that_are_whole_and_tiles_that_are_not) {
  for (const uint64_t strategies : {191u, 192u, 384u, 401u}) compare_reduced(sample_matrix(20, strategies), {});
}

TEST(whole_tiles_of_long_and_short_tables) {
  for (const uint64_t observations : {2u, 82u, 170u}) compare_reduced(sample_matrix(observations, 390), {});
}

TEST(what_is_not_asked_for_changes_nothing) {
  for (const std::string& isa : instruction_sets()) {
    for (const uint64_t observations : {2u, 63u, 82u, 330u}) {
      const Matrix m = sample_matrix(observations, 600);
      const Session session(m, {isa, 2});
      // More bins than are counted in several histograms; lists ask for the products themselves.
      for (const uint32_t bins : {7u, 200u, 1500u}) {
        const Pass alone(session, {.bins = bins});
        const Pass with_lists(session, {.bins = bins, .top_k = 25, .threshold = 0.45, .capacity = 100});
        CHECK(alone.histogram == with_lists.histogram);
        CHECK(same_bits(alone.mean_abs_rho, with_lists.mean_abs_rho));
        CHECK(same_bits(alone.max_abs_rho, with_lists.max_abs_rho));
        CHECK_EQ(std::accumulate(alone.histogram.begin(), alone.histogram.end(), uint64_t{0}), 600u * 599u / 2);
        const Pass without(session, {.bins = 0});
        CHECK(same_bits(alone.mean_abs_rho, without.mean_abs_rho));
      }
    }
  }
}

TEST(every_instruction_set_correlates) {
  for (const std::string& isa : instruction_sets()) compare_reduced(sample_matrix(82, 205), {isa, 2});
}

TEST(zone_rows_are_correlated_where_given) {
  const Matrix m = sample_matrix(22, 30);
  const Matrix source = sample_matrix(88, 30);
  SessionOptions options;
  options.correlation_source = &source;
  const Session session(m, options);
  const auto rho = session.correlation_matrix({1, 12});
  CHECK_NEAR(rho[1], naive_rho(source, 1, 12), 1e-12);
}

TEST(the_map_follows_the_order) {
  const Matrix m = sample_matrix(40, 205);
  const Session session(m, {"", 2});
  std::vector<uint32_t> order(205);
  for (uint32_t i = 0; i < 205; ++i) order[i] = i * 64 % 205;
  const Pass reduced(session,
                     {.bins = 8, .top_k = 3, .threshold = 0.9, .capacity = 10, .block_size = 13, .order = order.data()});
  CHECK_EQ(reduced.block_mean.size(), size_t{16 * 16});
  for (uint64_t row = 0; row < 16; ++row) {
    for (uint64_t column = 0; column < 16; ++column) {
      double sum = 0, least = 1, most = -1, pairs = 0;
      for (uint64_t i = row * 13; i < std::min<uint64_t>(205, row * 13 + 13); ++i) {
        for (uint64_t j = column * 13; j < std::min<uint64_t>(205, column * 13 + 13); ++j) {
          if (i == j) continue;
          const double rho = naive_rho(m, order[i], order[j]);
          sum += rho;
          least = std::min(least, rho);
          most = std::max(most, rho);
          ++pairs;
        }
      }
      CHECK_NEAR(reduced.block_mean[row * 16 + column], sum / pairs, 1e-6);
      CHECK_NEAR(reduced.block_min[row * 16 + column], least, 1e-6);
      CHECK_NEAR(reduced.block_max[row * 16 + column], most, 1e-6);
    }
  }
}

TEST(a_block_of_one_strategy_shows_whether_it_varies) {
  const Matrix m = sample_matrix(40, 8);
  const Session session(m);
  const Pass reduced(session, {.bins = 0, .block_size = 1});
  CHECK_EQ(reduced.block_mean[0], 1.0f);
  CHECK_EQ(reduced.block_mean[5 * 8 + 5], 0.0f);
}

TEST(a_short_threshold_list_holds_the_first_pairs) {
  const Matrix m = sample_matrix(30, 250);
  const Session session(m, {"", 3});
  const Pass all(session, {.bins = 0, .threshold = 0.3, .capacity = 100000});
  const Pass few(session, {.bins = 0, .threshold = 0.3, .capacity = 77});
  CHECK_EQ(few.over_count, all.over_count);
  CHECK_EQ(few.over.size(), size_t{77});
  for (size_t k = 0; k < few.over.size(); ++k) {
    CHECK(few.over[k].a == all.over[k].a && few.over[k].b == all.over[k].b && few.over[k].rho == all.over[k].rho);
  }
}

TEST(the_diagonal_is_exact_and_zero_for_a_constant) {
  const Matrix m = sample_matrix(82, 20);
  const auto rho = Session(m).correlation_matrix({0, 1, 3, 5, 7});
  CHECK_EQ(rho[0], 1.0);
  CHECK_EQ(rho[3 * 5 + 3], 0.0);
  CHECK_EQ(rho[4 * 5 + 4], 0.0);
  CHECK_EQ(rho[3], 0.0);
  CHECK_NEAR(rho[1 * 5 + 2], 1.0, 1e-14);
}

#include "search/believed/believed.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "formulas/family_cell.h"
#include "search/search.h"
#include "tests/check.h"
#include "tests/support/search_request.h"
#include "tests/support/sample_rows.h"

using namespace tessera;
using namespace tessera::test;

namespace {

/** Figures that are anything but even, on the sample's own columns. */
std::shared_ptr<search::Believed> believed_sample(const std::vector<std::vector<double>>& rows,
                                                  const std::string& folder = {}) {
  auto believed = std::make_shared<search::Believed>();
  believed->observations = static_cast<uint32_t>(rows.size());
  believed->strategies = static_cast<uint32_t>(rows.front().size());
  believed->z = storage::MatrixMemory<double>(size_t{believed->strategies} * believed->observations, folder);
  for (uint32_t i = 0; i < believed->strategies; ++i) {
    believed->theta.push_back(0.2 + 0.1 * std::sin(3.0 * i));
    believed->weight.push_back(1.0 + 0.5 * std::sin(7.0 * i));
    double mean = 0.0, squares = 0.0;
    for (const auto& row : rows) mean += row[i] / static_cast<double>(rows.size());
    for (const auto& row : rows) squares += (row[i] - mean) * (row[i] - mean);
    for (size_t t = 0; t < rows.size(); ++t) {
      believed->z[i * rows.size() + t] = formulas::family_cell(rows[t][i], mean, std::sqrt(squares));
    }
  }
  for (size_t k = 0; k < believed->shrunk.size(); ++k) {
    const double r = (static_cast<double>(k) - 1000.0) / 1000.0;
    believed->shrunk[k] = r * r * r;
  }
  return believed;
}

double naive_value(const search::Believed& believed, const std::vector<uint32_t>& members) {
  double numerator = 0.0, square = 0.0;
  for (const uint32_t i : members) {
    numerator += believed.weight[i] * believed.theta[i];
    for (const uint32_t j : members) {
      double r = 0.0;
      for (uint32_t t = 0; t < believed.observations; ++t) r += believed.column(i)[t] * believed.column(j)[t];
      const double rho = i == j ? 1.0 : believed.shrunk[static_cast<size_t>(std::floor((r + 1.0) * 1000.0 + 0.5))];
      square += believed.weight[i] * believed.weight[j] * rho;
    }
  }
  return numerator / std::sqrt(square);
}

std::vector<uint32_t> swapped(std::vector<uint32_t> members, search::Swap swap) {
  std::erase(members, swap.out);
  members.push_back(swap.in);
  std::ranges::sort(members);
  return members;
}

search::Request believable_request(const NaiveSession& session, search::AlgorithmId algorithm, uint32_t size,
                                   uint64_t evaluations, const std::shared_ptr<const search::Believed>& believed) {
  search::Request request = request_on(session, algorithm, size, evaluations);
  request.believed = believed;
  return request;
}

}  // namespace

TEST(believed_values_and_swaps_are_those_of_the_definition) {
  const auto rows = sample_rows(60, 80, 1);
  const auto believed = believed_sample(rows);
  search::BelievedScorer scorer(believed.get());
  std::vector<uint32_t> members = {1, 4, 9, 16, 25, 36, 49};
  scorer.stand_at(members);
  for (const search::Swap move : {search::Swap{9, 70}, search::Swap{1, 2}, search::Swap{70, 9}}) {
    CHECK_NEAR(scorer.value(members), naive_value(*believed, members), 1e-13);
    for (const uint32_t out : members) {
      for (const uint32_t in : {0u, 3u, 50u, 79u}) {
        CHECK_NEAR(scorer.value_of_swap({out, in}), naive_value(*believed, swapped(members, {out, in})), 1e-13);
      }
    }
    members = swapped(members, move);
    scorer.stand_at(members);
  }
}

TEST(believed_values_of_many_swaps_are_those_of_each_also_of_columns_on_the_disk) {
  const auto rows = sample_rows(60, 80, 1);
  const auto memory = believed_sample(rows), disk = believed_sample(rows, std::filesystem::temp_directory_path().string());
  CHECK(disk->z.on_disk() && !memory->z.on_disk());
  const std::vector<uint32_t> members = {1, 4, 9, 16, 25, 36, 49};
  std::vector<search::Swap> swaps;
  for (uint32_t in = 0; in < 80; ++in) {
    if (std::ranges::count(members, in) == 0) swaps.push_back({members[in % members.size()], in});
  }
  search::BelievedScorer one(memory.get()), many(disk.get());
  one.stand_at(members);
  many.stand_at(members);
  std::vector<double> each, together(swaps.size());
  for (const search::Swap swap : swaps) each.push_back(one.value_of_swap(swap));
  for (int times = 0; times < 2; ++times) {
    many.values_of_swaps(swaps, together);
    CHECK(each == together);
  }
  CHECK_EQ(one.value(members), many.value(members));
}

TEST(remembered_pairs_change_no_value) {
  constexpr uint32_t kRows = 1100;
  for (const uint32_t strategies : {40u, 700u}) {
    const auto rows = sample_rows(kRows, strategies, 1);
    const auto forgetful = believed_sample(rows), mindful = believed_sample(rows);
    mindful->pairs = search::RememberedPairs(strategies, kRows);
    CHECK(mindful->pairs.any() && !forgetful->pairs.any());
    search::BelievedScorer one(forgetful.get()), other(mindful.get());
    std::vector<uint32_t> members(20);
    for (uint32_t k = 0; k < 20; ++k) members[k] = 2 * k;
    for (const search::Swap move : {search::Swap{4, 7}, search::Swap{0, 4}, search::Swap{7, 0}}) {
      one.stand_at(members);
      other.stand_at(members);
      CHECK_EQ(one.value(members), other.value(members));
      bool same = true;
      for (uint32_t in = 0; in < strategies; ++in) {
        if (std::ranges::count(members, in) > 0) continue;
        const search::Swap swap{members[in % 20], in};
        same = same && one.value_of_swap(swap) == other.value_of_swap(swap);
      }
      CHECK(same);
      members = swapped(members, move);
    }
  }
}

TEST(remembered_pairs_are_those_that_were_put) {
  for (const uint32_t strategies : {50u, 3000u}) {
    const search::RememberedPairs pairs(strategies, 1024);
    CHECK_EQ(pairs.find(3, 9), search::RememberedPairs::kUnknown);
    uint32_t known = 0;
    for (uint32_t a = 0; a < 50; ++a) {
      for (uint32_t b = 0; b < a; ++b) pairs.put(a, b, 40 * b + a);
    }
    for (uint32_t a = 0; a < 50; ++a) {
      for (uint32_t b = 0; b < a; ++b) {
        const uint32_t entry = pairs.find(b, a);
        CHECK(entry == 40 * b + a || entry == search::RememberedPairs::kUnknown);
        known += entry == search::RememberedPairs::kUnknown ? 0 : 1;
      }
    }
    // Pairs of few have a place each; of many some have to give theirs up.
    CHECK(strategies == 50u ? known == 50 * 49 / 2 : known > 1000);
  }
  CHECK(!search::RememberedPairs(50, 1023).any());
}

TEST(every_algorithm_but_rs_finds_the_most_believable_portfolio) {
  const auto rows = sample_rows(60, 80, 1);
  const NaiveSession session(rows);
  const auto believed = believed_sample(rows);
  double best = -1.0;
  for (uint32_t a = 0; a < 80; ++a) {
    for (uint32_t b = a + 1; b < 80; ++b) {
      for (uint32_t c = b + 1; c < 80; ++c) best = std::max(best, naive_value(*believed, {a, b, c}));
    }
  }
  for (const search::AlgorithmId algorithm : search::kAlgorithms) {
    const search::Outcome outcome = search::run_search(believable_request(session, algorithm, 3, 30000, believed), nullptr);
    CHECK_EQ(outcome.message, "");
    CHECK_NEAR(outcome.fitness, naive_value(*believed, outcome.members), 1e-13);
    if (!search::is_baseline(algorithm)) CHECK_NEAR(outcome.fitness, best, 1e-12);
  }
}

TEST(believable_searches_keep_limits) {
  const auto rows = sample_rows(60, 80, 1);
  const NaiveSession session(rows);
  const auto believed = believed_sample(rows);
  const auto most_alike = [&](const std::vector<uint32_t>& members) {
    double most = -1.0;
    for (const uint32_t i : members) {
      for (const uint32_t j : members) {
        double r = 0.0;
        for (uint32_t t = 0; t < 60; ++t) r += believed->column(i)[t] * believed->column(j)[t];
        if (i != j) most = std::max(most, r);
      }
    }
    return most;
  };
  search::Request request = believable_request(session, search::AlgorithmId::simulated_annealing, 6, 30000, believed);
  const search::Outcome free = search::run_search(request, nullptr);
  // A little less than what the best has: there are portfolios within it.
  request.max_pair_correlation = most_alike(free.members) - 0.02;
  request.max_drawdown = 1e9;
  request.must_include = {free.members.front()};
  const search::Outcome limited = search::run_search(request, nullptr);
  CHECK_EQ(limited.violation, 0.0);
  CHECK_EQ(std::ranges::count(limited.members, free.members.front()), 1);
  CHECK(limited.fitness < free.fitness);
  CHECK(most_alike(limited.members) <= request.max_pair_correlation + 1e-12);
}

TEST(believable_searches_hang_on_the_seed_alone) {
  const auto rows = sample_rows(60, 80, 1);
  const NaiveSession session(rows);
  search::Request request = believable_request(session, search::AlgorithmId::genetic, 6, 20000, believed_sample(rows));
  const search::Outcome one = search::run_search(request, nullptr);
  request.threads = 3;
  const search::Outcome three = search::run_search(request, nullptr);
  CHECK(one.members == three.members && one.fitness == three.fitness && one.evaluations == three.evaluations);
}

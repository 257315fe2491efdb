#include <cmath>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/naive.h"

using namespace tessera::test;

TEST(metrics_agree_with_the_definition) {
  int compared = 0;
  for (const uint64_t observations : {2u, 5u, 21u, 82u, 461u, 500u, 1300u}) {
    for (const double missing : {0.0, 0.1}) {
      const Matrix m = sample_matrix(observations, 67, missing);
      for (const uint32_t profile : {TSR_PROFILE_LEGACY, TSR_PROFILE_TEXTBOOK}) {
        const tsr_metric_config config = metric_config(profile);
        const auto values = Session(m, {"", 2}).metrics(all_metrics(), config);
        for (uint32_t metric = 0; metric < TSR_METRIC_COUNT; ++metric) {
          for (uint64_t i = 0; i < 67; ++i) {
            const auto naive = naive_metric(m, i, metric, config);
            if (!naive) continue;
            CHECK_NEAR(values[metric * 67 + i], *naive, 1e-10);
            ++compared;
          }
        }
      }
    }
  }
  CHECK(compared > 10000);
}

TEST(metrics_have_the_same_bits_on_every_instruction_set) {
  for (const uint64_t observations : {1u, 2u, 40u, 82u, 700u}) {
    const Matrix m = sample_matrix(observations, 67, 0.05);
    for (const uint32_t profile : {TSR_PROFILE_LEGACY, TSR_PROFILE_TEXTBOOK, TSR_PROFILE_R}) {
      std::vector<double> first;
      for (const std::string& isa : instruction_sets()) {
        const auto values = Session(m, {isa}).metrics(all_metrics(), metric_config(profile));
        if (first.empty()) first = values;
        CHECK(same_bits(values, first));
      }
    }
  }
}

TEST(chosen_strategies_get_what_they_get_among_all) {
  const Matrix m = sample_matrix(82, 67);
  const Session session(m);
  const std::vector<uint32_t> chosen = {66, 0, 5, 5, 31};
  const auto all = session.metrics(all_metrics(), metric_config(TSR_PROFILE_TEXTBOOK));
  const auto some = session.metrics(all_metrics(), metric_config(TSR_PROFILE_TEXTBOOK), chosen);
  std::vector<double> expected;
  for (uint32_t metric = 0; metric < TSR_METRIC_COUNT; ++metric) {
    for (const uint32_t i : chosen) expected.push_back(all[metric * 67 + i]);
  }
  CHECK(same_bits(some, expected));
}

TEST(asking_for_fewer_metrics_changes_none) {
  constexpr uint64_t kStrategies = 1100;  // more than one panel, the last one not full
  for (const uint64_t observations : {1u, 82u, 700u}) {
    Matrix m = sample_matrix(observations, kStrategies);
    // A short way that adds without looking must notice what it cannot do.
    m.cells[7] = NAN;
    m.cells[(observations - 1) * kStrategies + 9] = INFINITY;
    m.cells[(observations / 2) * kStrategies + 9] = -INFINITY;
    const Session session(m);
    for (const uint32_t profile : {TSR_PROFILE_LEGACY, TSR_PROFILE_TEXTBOOK, TSR_PROFILE_R}) {
      const auto all = session.metrics(all_metrics(), metric_config(profile));
      for (uint32_t metric = 0; metric < TSR_METRIC_COUNT; ++metric) {
        const auto one = session.metrics({metric}, metric_config(profile));
        const std::vector<double> expected(all.begin() + metric * kStrategies, all.begin() + (metric + 1) * kStrategies);
        CHECK(same_bits(one, expected));
      }
    }
  }
}

TEST(a_column_without_cells_has_counts_and_nothing_else) {
  Matrix m = sample_matrix(10, 4);
  for (uint64_t t = 0; t < 10; ++t) m.cells[t * 4 + 2] = NAN;
  const auto values = Session(m).metrics(all_metrics(), metric_config(TSR_PROFILE_TEXTBOOK));
  for (uint32_t metric = 0; metric < TSR_METRIC_COUNT; ++metric) {
    const double value = values[metric * 4 + 2];
    const bool is_count = metric == TSR_METRIC_OBSERVATIONS || metric == TSR_METRIC_ZERO_DAYS;
    CHECK(is_count ? value == 0.0 : std::isnan(value));
  }
}

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/naive.h"

using namespace tessera::test;

namespace {

constexpr uint32_t kLegacyMetrics[] = {TSR_OBJECTIVE_RATIO,          TSR_OBJECTIVE_ROI,           TSR_OBJECTIVE_LESS_MAX_DD,
                                       TSR_OBJECTIVE_WIN_PERCENTAGE, TSR_OBJECTIVE_PROFIT_FACTOR, TSR_OBJECTIVE_EXPECTANCY};

void compare_with_naive(const Matrix& m, const Matrix& source, const SessionOptions& options) {
  const Session session(m, options);
  for (const uint32_t size : {1u, 2u, 9u, 21u}) {
    const auto members = sample_portfolios(19, size, m.strategies);
    for (const uint32_t metric : kLegacyMetrics) {
      tsr_objective o = legacy_objective(metric);
      o.drawdown_threshold = 900.0;
      o.peak_from_zero = size % 2;
      const auto scores = session.score(members, size, o);
      for (uint64_t b = 0; b < 19; ++b) {
        const NaiveScore naive = naive_score(m, source, members.data() + b * size, size, o);
        const double* const own = scores.data() + b * TSR_COMPONENT_COUNT;
        CHECK_NEAR(own[TSR_COMPONENT_BASE], naive.base, 1e-10);
        CHECK_NEAR(own[TSR_COMPONENT_MEAN_CORRELATION], naive.mean_correlation, 1e-12);
        CHECK_NEAR(own[TSR_COMPONENT_FITNESS], naive.fitness, 1e-10);
        CHECK_NEAR(own[TSR_COMPONENT_ROI], naive.roi, 1e-10);
        CHECK_NEAR(own[TSR_COMPONENT_MAX_DRAWDOWN], naive.max_drawdown, 1e-10);
      }
    }
  }
}

}  // namespace

TEST(scores_agree_with_the_definition) {
  for (const uint64_t observations : {2u, 3u, 7u, 8u, 9u, 82u, 500u}) {
    const Matrix m = sample_matrix(observations, 43);
    compare_with_naive(m, m, {});
  }
}

TEST(scores_take_correlations_from_another_source) {
  const Matrix m = sample_matrix(22, 43);
  const Matrix source = sample_matrix(88, 43);
  SessionOptions options;
  options.correlation_source = &source;
  compare_with_naive(m, source, options);
}

TEST(scores_count_missing_cells_as_no_result) {
  const Matrix m = sample_matrix(82, 43, 0.1);
  const Session session(m);
  const auto members = sample_portfolios(7, 9, 43);
  const auto scores = session.score(members, 9, legacy_objective(TSR_OBJECTIVE_RATIO));
  for (uint64_t b = 0; b < 7; ++b) {
    const NaiveScore naive = naive_score(m, m, members.data() + b * 9, 9, legacy_objective(TSR_OBJECTIVE_RATIO));
    CHECK_NEAR(scores[b * TSR_COMPONENT_COUNT + TSR_COMPONENT_BASE], naive.base, 1e-10);
  }
}

TEST(scores_have_the_same_bits_on_every_instruction_set) {
  for (const uint64_t observations : {2u, 15u, 16u, 82u, 251u}) {
    for (const double missing : {0.0, 0.05}) {
      const Matrix m = sample_matrix(observations, 61, missing);
      const auto members = sample_portfolios(33, 11, m.strategies);
      for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
        std::vector<double> first;
        for (const std::string& isa : instruction_sets()) {
          const auto scores = Session(m, {isa}).score(members, 11, legacy_objective(metric));
          if (first.empty()) first = scores;
          CHECK(same_bits(scores, first));
        }
      }
    }
  }
}

TEST(this_machine_runs_more_than_one_instruction_set_or_is_no_x86) {
#if defined(__x86_64__)
  CHECK(!instruction_sets().empty());
#endif
  CHECK_EQ(instruction_sets().front(), "baseline");
}

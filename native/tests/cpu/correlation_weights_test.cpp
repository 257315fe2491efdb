#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <random>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/naive.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

namespace {

/** Between 0 and 3, some of them 0. */
std::vector<double> sample_weights(uint64_t observations) {
  std::mt19937_64 random(observations);
  std::uniform_real_distribution<double> uniform(0.0, 3.0);
  std::vector<double> weights(observations);
  for (double& w : weights) w = uniform(random) < 0.6 ? 0.0 : uniform(random);
  weights[0] = 1.0;
  return weights;
}

Matrix with_rows(const Matrix& m, const std::vector<double>& times) {
  Matrix out{0, m.strategies, {}};
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (double k = 0; k < times[t]; ++k) {
      out.cells.insert(out.cells.end(), m.cells.begin() + static_cast<ptrdiff_t>(t * m.strategies),
                       m.cells.begin() + static_cast<ptrdiff_t>((t + 1) * m.strategies));
      ++out.observations;
    }
  }
  return out;
}

std::vector<uint32_t> all_of(const Matrix& m) {
  std::vector<uint32_t> all(m.strategies);
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

void check_near(const std::vector<double>& actual, const std::vector<double>& expected, double tolerance) {
  CHECK_EQ(actual.size(), expected.size());
  for (size_t k = 0; k < actual.size(); ++k) CHECK_NEAR(actual[k], expected[k], tolerance);
}

}  // namespace

TEST(weighted_pairs_agree_with_the_definition) {
  for (const uint64_t observations : {2u, 9u, 82u, 500u}) {
    const std::vector<double> weights = sample_weights(observations);
    for (const uint64_t strategies : {2u, 23u, 205u}) {
      compare_reduced(sample_matrix(observations, strategies), {"", 2}, weights.data());
    }
  }
  for (const std::string& isa : instruction_sets()) {
    const std::vector<double> weights = sample_weights(82);
    compare_reduced(sample_matrix(82, 205), {isa, 2}, weights.data());
    compare_reduced(sample_matrix(82, 205, 0.1), {isa, 2}, weights.data());
  }
}

TEST(weighted_pairs_with_few_shared_rows_are_decided_exactly) {
  Matrix m = sample_matrix(12, 200, 0.5);
  for (uint64_t t = 0; t < 12; ++t) {
    for (uint64_t i = 0; i < 200; i += 3) m.cells[t * 200 + i] += 1e6;
  }
  const std::vector<double> weights = sample_weights(12);
  compare_reduced(m, {"", 2}, weights.data());
}

TEST(equal_weights_are_no_weights) {
  for (const double missing : {0.0, 0.1}) {
    const Matrix m = sample_matrix(82, 30, missing);
    const Session session(m);
    const std::vector<double> weights(82, 0.37);
    CHECK(same_bits(session.correlation_matrix(all_of(m), weights.data()), session.correlation_matrix(all_of(m))));
  }
}

TEST(whole_weights_repeat_rows) {
  for (const double missing : {0.0, 0.1}) {
    const Matrix m = sample_matrix(60, 40, missing);
    std::vector<double> weights(60);
    for (uint64_t t = 0; t < 60; ++t) weights[t] = static_cast<double>(t * t % 4);
    const Matrix repeated = with_rows(m, weights);
    check_near(Session(m).correlation_matrix(all_of(m), weights.data()), Session(repeated).correlation_matrix(all_of(m)),
               1e-12);
  }
}

TEST(weights_of_0_and_1_choose_rows) {
  for (const double missing : {0.0, 0.1}) {
    Matrix m = sample_matrix(60, 40, missing);
    std::vector<double> weights(60);
    for (uint64_t t = 0; t < 60; ++t) weights[t] = t % 3 == 0 ? 1.0 : 0.0;
    // What lies in a row without weight must not matter.
    for (uint64_t i = 0; i < 40; ++i) m.cells[1 * 40 + i] = i % 2 == 0 ? NAN : 1e300;
    const Matrix subset = with_rows(m, weights);
    const Session whole(m), chosen(subset);
    CHECK(same_bits(whole.correlation_matrix(all_of(m), weights.data()), chosen.correlation_matrix(all_of(m))));
  }
}

TEST(a_unit_of_weights_does_not_matter) {
  const Matrix m = sample_matrix(82, 30);
  const Session session(m);
  std::vector<double> weights = sample_weights(82), scaled = weights;
  for (double& w : scaled) w *= 1e150;
  check_near(session.correlation_matrix(all_of(m), scaled.data()), session.correlation_matrix(all_of(m), weights.data()),
             1e-14);
}

TEST(zone_rows_have_weights_of_their_own) {
  const Matrix m = sample_matrix(22, 30), source = sample_matrix(88, 30);
  SessionOptions options;
  options.correlation_source = &source;
  const std::vector<double> weights = sample_weights(88);
  const auto rho = Session(m, options).correlation_matrix({1, 12}, weights.data());
  CHECK_NEAR(rho[1], naive_rho(source, 1, 12, weights.data()), 1e-12);
}

TEST(bad_weights_are_refused) {
  const Matrix m = sample_matrix(20, 5);
  const Session session(m);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {-1.0, nan, HUGE_VAL, 0.0}) {
    std::vector<double> weights(20, bad == 0.0 ? 0.0 : 1.0);
    weights[7] = bad;
    double sum = 0;
    tsr_correlation_reduce_params p{};
    p.struct_size = sizeof p;
    p.sum_rho = &sum;
    p.weights = weights.data();
    CHECK_EQ(session.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_BAD_ARGUMENT);
  }
}

TEST(a_caller_from_before_weights_is_served) {
  const Matrix m = sample_matrix(20, 5);
  const Session session(m);
  double sum = -9;
  tsr_correlation_reduce_params p{};
  p.struct_size = offsetof(tsr_correlation_reduce_params, weights);
  p.sum_rho = &sum;
  const double never_read = NAN;
  p.weights = &never_read;
  CHECK_EQ(session.try_run(TSR_OP_CORRELATION_REDUCE, &p), TSR_OK);
  CHECK(sum > -9);
}

#include <cmath>
#include <cstring>

#include "tests/check.h"
#include "tests/cpu/backend.h"

using namespace tessera::test;

namespace {

std::vector<double> figures_of(const Session& session) {
  std::vector<double> out(TSR_INVERSION_COUNT * session.matrix().strategies);
  tsr_inversions_params p{sizeof p, 0, out.data(), nullptr};
  session.run(TSR_OP_INVERSIONS, &p);
  return out;
}

/** numpy's pairwise sum, by recursion. */
double pairwise(const double* x, uint64_t n) {
  if (n < 8) {
    double sum = 0.0;
    for (uint64_t t = 0; t < n; ++t) sum += x[t];
    return sum;
  }
  if (n <= 128) {
    double r[8] = {};
    const uint64_t whole = n - n % 8;
    for (uint64_t t = 0; t < whole; ++t) r[t % 8] += x[t];
    double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (uint64_t t = whole; t < n; ++t) sum += x[t];
    return sum;
  }
  const uint64_t half = n / 2 - n / 2 % 8;
  return pairwise(x, half) + pairwise(x + half, n - half);
}

}  // namespace

TEST(inversion_figures_agree_with_the_definition_to_the_bit) {
  for (const uint64_t observations : {1u, 2u, 7u, 8u, 9u, 82u, 128u, 129u, 255u, 257u, 1000u, 2500u}) {
    const Matrix m = sample_matrix(observations, 67, observations % 2 == 0 ? 0.1 : 0.0);
    for (const std::string& isa : instruction_sets()) {
      const auto got = figures_of(Session(m, {isa, 2}));
      std::vector<double> expected(got.size());
      for (uint64_t i = 0; i < 67; ++i) {
        std::vector<double> x;
        for (uint64_t t = 0; t < observations; ++t) x.push_back(std::isnan(m.at(t, i)) ? 0.0 : m.at(t, i));
        expected[TSR_INVERSION_SUM * 67 + i] = pairwise(x.data(), observations);
        double smallest = HUGE_VAL, largest = -HUGE_VAL, negative = 0;
        for (const double value : x) {
          smallest = value < smallest ? value : smallest;
          largest = value > largest ? value : largest;
          negative += value < 0 ? 1 : 0;
        }
        expected[TSR_INVERSION_SMALLEST * 67 + i] = smallest;
        expected[TSR_INVERSION_LARGEST * 67 + i] = largest;
        expected[TSR_INVERSION_NEGATIVE_ROWS * 67 + i] = negative;
      }
      CHECK(same_bits(got, expected));
    }
  }
}

TEST(inversion_figures_listen_to_cancel_and_refuse_a_null) {
  const Matrix m = sample_matrix(20, 50);
  const Session session(m);
  std::vector<double> out(TSR_INVERSION_COUNT * 50);
  tsr_control control{1, 0, 0, 0};
  tsr_inversions_params p{sizeof p, 0, out.data(), &control};
  CHECK_EQ(session.try_run(TSR_OP_INVERSIONS, &p), TSR_CANCELLED);
  p.out = nullptr;
  CHECK_EQ(session.try_run(TSR_OP_INVERSIONS, &p), TSR_BAD_ARGUMENT);
}

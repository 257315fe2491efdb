#include <cmath>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/shapes.h"

namespace tessera::test {
namespace {

struct Scores {
  std::vector<double> fitness, components;
};

Scores scores(const Opened& opened, const std::vector<uint32_t>& members, uint32_t size, const tsr_objective& objective,
              bool with_components) {
  const uint64_t count = members.size() / size;
  Scores result{std::vector<double>(count, -7), std::vector<double>(with_components ? count * TSR_COMPONENT_COUNT : 0, -7)};
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = size;
  p.portfolio_count = count;
  p.members = members.data();
  p.objective = objective;
  p.fitness = result.fitness.data();
  p.components = with_components ? result.components.data() : nullptr;
  opened.run(TSR_OP_SCORE_PORTFOLIOS, &p);
  return result;
}

void compare(const Both& both, uint64_t strategies, uint64_t count) {
  for (const uint32_t size : {1u, 2u, 35u, 60u}) {
    if (size > strategies) continue;
    const std::vector<uint32_t> members = sample_portfolios(count, size, strategies);
    for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
      for (uint32_t penalty = 0; penalty <= TSR_PENALTY_NONE; ++penalty) {
        tsr_objective objective = objective_of(metric, penalty);
        objective.peak_from_zero = penalty % 2;
        objective.drawdown_floor = penalty == 1 ? 50.0 : 0.0;
        const Scores cuda = scores(both.cuda, members, size, objective, penalty != 1);
        const Scores cpu = scores(both.cpu, members, size, objective, penalty != 1);
        CHECK_SAME_BITS(cuda.fitness, cpu.fitness);
        CHECK_SAME_BITS(cuda.components, cpu.components);
      }
    }
  }
}

TEST(scores_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const Both both(m);
    compare(both, m.strategies, small_only() ? 19 : 333);
  }
}

/** Zones: fitness from few rows, correlation from many, and the other way round. */
TEST(scores_with_a_source_of_their_own) {
  for (const uint64_t rows : {22u, 88u, 300u}) {
    const Matrix pnl = sample_matrix(82, 90), source = sample_matrix(rows, 90, rows == 88 ? 0.1 : 0.0);
    compare(Both(pnl, {.correlation_source = &source}), 90, 40);
  }
}

/** Quotients at the edges of the number range, infinite cells, tiny and huge columns. */
TEST(scores_of_strange_columns) {
  Matrix m = sample_matrix(30, 70);
  for (uint64_t t = 0; t < m.observations; ++t) {
    double* const row = m.cells.data() + t * m.strategies;
    row[10] *= 1e-300;
    row[11] *= 1e290;
    row[12] = t == 3 ? INFINITY : row[12];
    row[13] = t == 4 ? 1e-310 : t % 2 == 0 ? 1.0 : -1.0;
    row[14] = 1e15 + static_cast<double>(t % 3);
    row[15] = t == 5 ? 4.9e-324 : 0.0;
    row[16] = -0.0;
    row[17] = row[18] * (1.0 + 1e-16);
  }
  compare(Both(m), m.strategies, 200);
}

/** Strategies that fit 16 bits and some that do not, in one chunk and in several. */
TEST(scores_of_many_portfolios) {
  for (const uint64_t strategies : {uint64_t{1} << 16, (uint64_t{1} << 16) + 1}) {
    const Matrix m = sample_matrix(3, strategies);
    for (const int32_t device : {TSR_DEVICE_BEST, TSR_DEVICE_ALL}) {
      const Both both(m, {.device = device});
      for (const uint64_t count : {uint64_t{7'501}, small_only() ? uint64_t{8'000} : uint64_t{700'003}}) {
        std::vector<uint32_t> members = sample_portfolios(count, 35, strategies);
        members.back() = static_cast<uint32_t>(strategies - 1);
        const tsr_objective objective = objective_of(TSR_OBJECTIVE_RATIO);
        CHECK_SAME_BITS(scores(both.cuda, members, 35, objective, false).fitness,
                        scores(both.cpu, members, 35, objective, false).fitness);
      }
    }
  }
}

TEST(sums_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const Both both(m);
    for (const uint32_t size : {1u, 8u, 35u}) {
      if (size > m.strategies) continue;
      const std::vector<uint32_t> members = sample_portfolios(21, size, m.strategies);
      std::vector<double> pnl[2], standardised[2];
      std::vector<uint32_t> varying[2];
      for (const int i : {0, 1}) {
        pnl[i].assign(21 * m.observations, -7);
        standardised[i].assign(21 * m.observations, -7);
        varying[i].assign(21, 99);
        tsr_portfolio_sums_params p{sizeof p,         size, 21, members.data(), pnl[i].data(), standardised[i].data(),
                                    varying[i].data()};
        (i == 0 ? both.cuda : both.cpu).run(TSR_OP_PORTFOLIO_SUMS, &p);
      }
      CHECK_SAME_BITS(pnl[0], pnl[1]);
      CHECK_SAME_BITS(standardised[0], standardised[1]);
      CHECK(varying[0] == varying[1]);
    }
  }
}

}  // namespace
}  // namespace tessera::test

#include <algorithm>
#include <cstring>

#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "tests/check.h"
#include "tests/cpu/backend.h"

using namespace tessera::test;

namespace {

/** Chains of portfolios with their running sums, and some swaps on them. */
struct Swaps {
  Swaps(const Session& on, uint32_t n, uint64_t chains, uint64_t count) : session(on), size(n) {
    const Matrix& m = session.matrix();
    members = sample_portfolios(chains, n, m.strategies);
    pnl.resize(chains * m.observations);
    z.resize(chains * m.observations);
    varying.resize(chains);
    tsr_portfolio_sums_params p{sizeof p, n, chains, members.data(), pnl.data(), z.data(), varying.data()};
    session.run(TSR_OP_PORTFOLIO_SUMS, &p);
    for (uint64_t k = 0; k < count; ++k) {
      chain.push_back(static_cast<uint32_t>(k * 7 % chains));
      out.push_back(members[chain.back() * n + k * 5 % n]);
      in.push_back(static_cast<uint32_t>(k * 13 % m.strategies));
    }
  }

  std::vector<double> run(uint32_t metric) const {
    std::vector<double> fitness(chain.size());
    tsr_score_swaps_params p{};
    p.struct_size = sizeof p;
    p.size = size;
    p.chain_count = varying.size();
    p.pnl_sum = pnl.data();
    p.standardised_sum = z.data();
    p.varying = varying.data();
    p.swap_count = chain.size();
    p.chain = chain.data();
    p.out_member = out.data();
    p.in_member = in.data();
    p.objective = legacy_objective(metric);
    p.fitness = fitness.data();
    session.run(TSR_OP_SCORE_SWAPS, &p);
    return fitness;
  }

  const Session& session;
  uint32_t size;
  std::vector<uint32_t> members, varying, chain, out, in;
  std::vector<double> pnl, z;
};

}  // namespace

TEST(sums_are_added_in_the_order_given) {
  const Matrix m = sample_matrix(82, 43);
  const Session session(m);
  const Swaps swaps(session, 9, 4, 1);
  for (uint64_t b = 0; b < 4; ++b) {
    for (uint64_t t = 0; t < 82; ++t) {
      double sum = 0.0;
      for (uint32_t k = 0; k < 9; ++k) sum += m.at(t, swaps.members[b * 9 + k]);
      CHECK_EQ(swaps.pnl[b * 82 + t], sum);
    }
  }
}

TEST(swaps_score_the_replaced_sums_to_the_bit) {
  using namespace tessera::formulas;
  const Matrix m = sample_matrix(82, 61);
  const Session session(m);
  const Swaps swaps(session, 11, 3, 53);
  const auto fitness = swaps.run(TSR_OBJECTIVE_RATIO);
  // Standardised columns of single strategies, as the backend itself gives them.
  std::vector<uint32_t> singles(61), varies(61);
  for (uint32_t i = 0; i < 61; ++i) singles[i] = i;
  std::vector<double> x(61 * 82), z(61 * 82);
  tsr_portfolio_sums_params p{sizeof p, 1, 61, singles.data(), x.data(), z.data(), varies.data()};
  session.run(TSR_OP_PORTFOLIO_SUMS, &p);
  for (size_t k = 0; k < swaps.chain.size(); ++k) {
    const uint32_t c = swaps.chain[k], out = swaps.out[k], in = swaps.in[k];
    ScoreSums<double> sums(false);
    double squares = 0.0;
    for (uint64_t t = 0; t < 82; ++t) {
      sums.add<ScoreNeeds::kDrawdown>((swaps.pnl[c * 82 + t] - x[out * 82 + t]) + x[in * 82 + t]);
      const double s = (swaps.z[c * 82 + t] - z[out * 82 + t]) + z[in * 82 + t];
      squares += s * s;
    }
    const double varying = static_cast<double>(swaps.varying[c]) - varies[out] + varies[in];
    const auto score =
        objective_score(legacy_objective(TSR_OBJECTIVE_RATIO), sums, 82.0, 11, mean_correlation(squares, varying, 11));
    CHECK_EQ(fitness[k], score.fitness);
  }
}

TEST(swaps_are_near_the_score_of_the_new_portfolio) {
  const Matrix m = sample_matrix(82, 61);
  const Session session(m);
  const Swaps swaps(session, 11, 3, 53);
  for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
    const auto fitness = swaps.run(metric);
    for (size_t k = 0; k < swaps.chain.size(); ++k) {
      const auto begin = swaps.members.begin() + swaps.chain[k] * 11;
      std::vector<uint32_t> members(begin, begin + 11);
      *std::find(members.begin(), members.end(), swaps.out[k]) = swaps.in[k];
      CHECK_NEAR(fitness[k], session.score(members, 11, legacy_objective(metric))[0], 1e-9);
    }
  }
}

TEST(swaps_have_the_same_bits_on_every_instruction_set_and_batch_size) {
  for (const uint64_t observations : {2u, 13u, 82u}) {
    const Matrix m = sample_matrix(observations, 61);
    for (uint32_t metric = 0; metric <= TSR_OBJECTIVE_HYBRID; ++metric) {
      std::vector<double> first;
      for (const std::string& isa : instruction_sets()) {
        const Session session(m, {isa});
        const auto fitness = Swaps(session, 11, 3, 53).run(metric);
        if (first.empty()) first = fitness;
        CHECK(same_bits(fitness, first));
        const auto fewer = Swaps(session, 11, 3, 5).run(metric);
        CHECK(std::equal(fewer.begin(), fewer.end(), first.begin()));
      }
    }
  }
}

TEST(a_large_batch_of_swaps_goes_to_the_pool_with_the_same_bits) {
  const Matrix m = sample_matrix(10, 61);
  const Session alone(m), pooled(m, {"", 3});
  CHECK(same_bits(Swaps(alone, 5, 2, 70001).run(0), Swaps(pooled, 5, 2, 70001).run(0)));
}

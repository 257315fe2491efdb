#include <thread>

#include "tests/check.h"
#include "tests/cpu/backend.h"
#include "tests/cpu/reduced.h"

using namespace tessera::test;

namespace {

bool same_pairs(const std::vector<tsr_pair>& a, const std::vector<tsr_pair>& b) {
  if (a.size() != b.size()) return false;
  for (size_t k = 0; k < a.size(); ++k) {
    if (a[k].a != b[k].a || a[k].b != b[k].b || a[k].rho != b[k].rho) return false;
  }
  return true;
}

}  // namespace

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

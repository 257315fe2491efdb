#include <numeric>
#include <set>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/shapes.h"

namespace tessera::test {
namespace {

std::vector<double> metric(const Opened& opened, uint64_t strategies, uint32_t id, const tsr_metric_config& config,
                           const std::vector<uint32_t>& chosen) {
  std::vector<double> out(chosen.empty() ? strategies : chosen.size(), -7);
  tsr_metrics_params p{};
  p.struct_size = sizeof p;
  p.metric_count = 1;
  p.metrics = &id;
  p.config = config;
  p.strategy_count = chosen.size();
  p.strategies = chosen.data();
  p.out = out.data();
  opened.run(TSR_OP_METRICS, &p);
  return out;
}

/** pow and exp are not the same function on host and device; everything else is. */
bool has_transcendental(uint32_t id, uint32_t profile) {
  if (id == TSR_METRIC_CVAR_95_GAUSSIAN || id == TSR_METRIC_CVAR_99_GAUSSIAN) return true;
  const bool compounds = profile == TSR_PROFILE_R;
  return compounds && (id == TSR_METRIC_ANNUALIZED_RETURN || id == TSR_METRIC_CALMAR || id == TSR_METRIC_SHARPE);
}

TEST(metrics_have_the_cpus_bits) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const Both both(m);
    std::vector<uint32_t> chosen;
    for (uint64_t i = m.strategies; i-- > 0; i = i > 2 ? i - 2 : 0) chosen.push_back(static_cast<uint32_t>(i));
    for (uint32_t profile = 0; profile <= TSR_PROFILE_R; ++profile) {
      for (const double capital : {0.0, 1e6}) {
        const tsr_metric_config config{sizeof config, profile, 252.0, 3.0, 5.0, capital};
        for (uint32_t id = 0; id < TSR_METRIC_COUNT; ++id) {
          for (const auto& some : {std::vector<uint32_t>(), chosen}) {
            const auto cuda = metric(both.cuda, m.strategies, id, config, some);
            const auto cpu = metric(both.cpu, m.strategies, id, config, some);
            if (has_transcendental(id, profile)) {
              CHECK_ALL_NEAR(cuda, cpu, 1e-12);
            } else {
              CHECK_SAME_BITS(cuda, cpu);
            }
          }
        }
      }
    }
  }
}

TEST(all_metrics_at_once_are_the_single_ones) {
  const Matrix m = sample_matrix(82, small_only() ? 50 : 1500);
  const Opened cuda(cuda_backend(), m);
  std::vector<uint32_t> ids(TSR_METRIC_COUNT);
  std::iota(ids.begin(), ids.end(), 0u);
  std::vector<double> out(ids.size() * m.strategies);
  const tsr_metric_config config{sizeof config, TSR_PROFILE_TEXTBOOK, 252.0, 0.0, 0.0, 0.0};
  tsr_metrics_params p{};
  p.struct_size = sizeof p;
  p.metric_count = TSR_METRIC_COUNT;
  p.metrics = ids.data();
  p.config = config;
  p.out = out.data();
  cuda.run(TSR_OP_METRICS, &p);
  for (uint32_t id = 0; id < TSR_METRIC_COUNT; ++id) {
    const auto begin = out.begin() + static_cast<ptrdiff_t>(id * m.strategies);
    CHECK_SAME_BITS(std::vector<double>(begin, begin + static_cast<ptrdiff_t>(m.strategies)),
                    metric(cuda, m.strategies, id, config, {}));
  }
}

}  // namespace
}  // namespace tessera::test

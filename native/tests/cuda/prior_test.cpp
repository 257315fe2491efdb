#include "believable/skill.h"
#include "tests/check.h"
#include "tests/cuda/both.h"

namespace tessera::test {
namespace {

using namespace believable;

/** Values of a mixture, with errors of their own. */
struct Values {
  std::vector<double> value, error;

  explicit Values(uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
      const double spread = static_cast<double>(i * 7919 % 1009) / 1009.0 - 0.5;
      value.push_back((i % 9 == 0 ? 0.3 : 0.0) + 0.4 * spread * spread * spread + 0.05 * spread);
      error.push_back(0.03 + 0.08 * static_cast<double>(i * 31 % 97) / 97.0);
    }
  }
};

/** Of one value, of whole stretches of TSR_PRIOR_ROWS and of others. */
TEST(priors_have_the_bits_of_the_processor) {
  const Opened cuda(cuda_backend(), sample_matrix(4, 8));
  WorkerPool pool(2);
  for (const uint32_t count : {1u, 40u, 512u, 513u, 5003u}) {
    const Values values(count);
    const Posterior here = believe(values.value, values.error, pool);
    const Posterior there = believe(values.value, values.error, pool, backend_prior(cuda_backend(), cuda.session()));
    CHECK_SAME_BITS(there.prior.share, here.prior.share);
    CHECK_SAME_BITS(there.mean, here.mean);
  }
}

/** A value far from all points of the grid but its own. */
TEST(priors_of_values_far_apart) {
  const Opened cuda(cuda_backend(), sample_matrix(4, 8));
  WorkerPool pool(1);
  Values values(100);
  values.value[7] = 4000.0;
  values.error[7] = 0.02;
  const Posterior here = believe(values.value, values.error, pool);
  const Posterior there = believe(values.value, values.error, pool, backend_prior(cuda_backend(), cuda.session()));
  CHECK_SAME_BITS(there.mean, here.mean);
}

}  // namespace
}  // namespace tessera::test

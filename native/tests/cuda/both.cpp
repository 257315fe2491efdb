#include "tests/cuda/both.h"

#include <cmath>
#include <cstring>
#include <sstream>

#include "tests/both/ways.h"
#include "tests/check.h"

namespace tessera::test {

namespace {

/** Limits are for the device alone. */
OpenOptions on_host(const OpenOptions& options) { return {.correlation_source = options.correlation_source}; }

}  // namespace

Both::Both(const Matrix& matrix, const OpenOptions& options)
    : cpu(cpu_backend(), matrix, on_host(options)), cuda(cuda_backend(), matrix, options) {}

void in_every_way(const Matrix& matrix, const std::function<void(const Opened&)>& check) {
  for (const int32_t device : {TSR_DEVICE_BEST, TSR_DEVICE_ALL}) check(Opened(cuda_backend(), matrix, {.device = device}));
}

tsr_objective objective_of(uint32_t metric, uint32_t penalty) {
  tsr_objective objective = legacy_objective(metric, penalty);
  objective.drawdown_threshold = 2000.0;
  return objective;
}

void check_same_bits(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected) {
  check_eq(file, line, "size", actual.size(), expected.size());
  for (size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
    if (std::memcmp(&actual[i], &expected[i], sizeof(double)) == 0) continue;
    // NaN has many encodings and no sign worth keeping.
    if (std::isnan(actual[i]) && std::isnan(expected[i])) continue;
    std::ostringstream out;
    out.precision(17);
    out << "bits differ first at " << i << " of " << actual.size() << ": got " << actual[i] << ", expected " << expected[i];
    return fail(file, line, out.str());
  }
}

void check_all_near(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected,
                    double tolerance) {
  check_eq(file, line, "size", actual.size(), expected.size());
  for (size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
    const int before = failures();
    check_near(file, line, ("value " + std::to_string(i)).c_str(), actual[i], expected[i], tolerance);
    if (failures() != before) return;
  }
}

}  // namespace tessera::test

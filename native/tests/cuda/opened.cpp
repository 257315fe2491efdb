#include "tests/cuda/opened.h"

#include <cmath>
#include <cstring>
#include <sstream>
#include <stdexcept>

#include "tests/check.h"

namespace tessera::test {

Opened::Opened(const tsr_backend& backend, const Matrix& matrix, const OpenOptions& options)
    : backend_(backend), rows_(matrix.rows()) {
  tsr_open_params open{};
  open.struct_size = sizeof open;
  open.device = options.device;
  open.memory_limit_bytes = options.memory_limit;
  open.pnl = {matrix.observations, matrix.strategies, rows_.data()};
  if (options.correlation_source != nullptr) {
    correlation_rows_ = options.correlation_source->rows();
    open.correlation_source = {options.correlation_source->observations, options.correlation_source->strategies,
                               correlation_rows_.data()};
  }
  if (backend.open(&open, &session_) != TSR_OK) throw std::runtime_error(backend.last_error(nullptr));
}

Opened::~Opened() { backend_.close(session_); }

void Opened::run(tsr_op op, void* params) const {
  const tsr_status status = try_run(op, params);
  if (status != TSR_OK) {
    throw std::runtime_error(std::string(backend_.name) + " op " + std::to_string(op) + " status " + std::to_string(status) +
                             ": " + last_error());
  }
}

tsr_stats_params Opened::stats() const {
  tsr_stats_params p{};
  p.struct_size = sizeof p;
  run(TSR_OP_STATS, &p);
  return p;
}

namespace {

/** Limits are for the device alone. */
OpenOptions on_host(const OpenOptions& options) { return {TSR_DEVICE_BEST, 0, options.correlation_source}; }

}  // namespace

Both::Both(const Matrix& matrix, const OpenOptions& options)
    : cpu(cpu_backend(), matrix, on_host(options)), cuda(cuda_backend(), matrix, options) {}

tsr_objective objective_of(uint32_t metric, uint32_t penalty) {
  tsr_objective o{};
  o.struct_size = sizeof o;
  o.metric = metric;
  o.penalty = penalty;
  o.penalty_weight = 10.0;
  o.drawdown_threshold = 2000.0;
  o.annualisation = 252.0;
  o.hybrid_share = 0.4;
  for (double& weight : o.weights) weight = 1.0;
  return o;
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

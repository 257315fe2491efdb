#pragma once

#include <string>
#include <vector>

#include "tests/cpu/samples.h"
#include "tessera_backend.h"

namespace tessera::test {

/** The table of the library under test. Aborts the program with a reason when it does not load. */
const tsr_backend& backend();

/** Instruction sets that this machine can run, as TESSERA_CPU_ISA names them. */
std::vector<std::string> instruction_sets();

struct SessionOptions {
  std::string isa;  // empty = the best
  uint32_t threads = 1;
  uint64_t memory_limit = 0;
  const Matrix* correlation_source = nullptr;
};

/** An open session; throws std::runtime_error with the backend's text where a call fails. */
class Session {
 public:
  explicit Session(const Matrix& matrix, const SessionOptions& options = {});
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Matrix& matrix() const { return matrix_; }
  tsr_status try_run(tsr_op op, void* params) const { return backend().run(session_, op, params); }
  void run(tsr_op op, void* params) const;
  std::string last_error() const { return backend().last_error(session_); }

  std::vector<double> metrics(const std::vector<uint32_t>& ids, const tsr_metric_config& config,
                              const std::vector<uint32_t>& strategies = {}) const;
  std::vector<double> correlation_matrix(const std::vector<uint32_t>& members, const double* weights = nullptr) const;
  /** [B][TSR_COMPONENT_COUNT] */
  std::vector<double> score(const std::vector<uint32_t>& members, uint32_t size, const tsr_objective& objective) const;

 private:
  const Matrix& matrix_;
  std::vector<const double*> rows_, correlation_rows_;
  tsr_session* session_ = nullptr;
};

/** The legacy objective with this metric, every enhanced term at weight 1. */
tsr_objective sample_objective(uint32_t metric);

tsr_metric_config metric_config(uint32_t profile);

/** All metric ids. */
std::vector<uint32_t> all_metrics();

/** Equal bit by bit, so that NaN equals itself. */
bool same_bits(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace tessera::test

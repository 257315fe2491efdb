#pragma once

#include <string>
#include <vector>

#include "tessera_backend.h"
#include "tests/support/samples.h"

namespace tessera::test {

/** The table of a backend's library. Aborts the program with a reason when it does not load. */
const tsr_backend& backend_of(const char* path);

struct OpenOptions {
  int32_t device = TSR_DEVICE_BEST;
  uint32_t threads = 0;  // 0 = all processors
  uint64_t memory_limit = 0;
  const Matrix* correlation_source = nullptr;
  const char* scratch_folder = nullptr;
};

/** A matrix opened on a backend; throws std::runtime_error with the backend's text where a call fails. */
class Opened {
 public:
  Opened(const tsr_backend& backend, const Matrix& matrix, const OpenOptions& options = {});
  ~Opened();
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  const tsr_backend& backend() const { return backend_; }
  tsr_session* session() const { return session_; }
  const Matrix& matrix() const { return matrix_; }

  tsr_status try_run(tsr_op op, void* params) const { return backend_.run(session_, op, params); }
  void run(tsr_op op, void* params) const;
  std::string last_error() const { return backend_.last_error(session_); }
  tsr_stats_params stats() const;

  std::vector<double> metrics(const std::vector<uint32_t>& ids, const tsr_metric_config& config,
                              const std::vector<uint32_t>& strategies = {}) const;
  /** [rows][columns] of the members with themselves. weights: [Tc], null = none. */
  std::vector<double> correlation_matrix(const std::vector<uint32_t>& members, const double* weights = nullptr) const;
  /** [B][TSR_COMPONENT_COUNT] */
  std::vector<double> score(const std::vector<uint32_t>& members, uint32_t size, const tsr_objective& objective) const;

 private:
  const tsr_backend& backend_;
  const Matrix& matrix_;
  std::vector<const double*> rows_, correlation_rows_;
  tsr_session* session_ = nullptr;
};

/** Equal bit by bit, so that NaN equals itself. */
bool same_bits(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace tessera::test

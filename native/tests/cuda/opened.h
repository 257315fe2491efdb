#pragma once

#include <string>
#include <vector>

#include "tests/cpu/samples.h"
#include "tests/cuda/library.h"

namespace tessera::test {

struct OpenOptions {
  int32_t device = TSR_DEVICE_BEST;
  uint64_t memory_limit = 0;
  const Matrix* correlation_source = nullptr;
};

/** A matrix opened on one backend; throws std::runtime_error with the backend's text where a call fails. */
class Opened {
 public:
  Opened(const tsr_backend& backend, const Matrix& matrix, const OpenOptions& options = {});
  ~Opened();
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  tsr_status try_run(tsr_op op, void* params) const { return backend_.run(session_, op, params); }
  void run(tsr_op op, void* params) const;
  std::string last_error() const { return backend_.last_error(session_); }
  tsr_stats_params stats() const;
  const tsr_backend& backend() const { return backend_; }
  tsr_session* session() const { return session_; }

 private:
  const tsr_backend& backend_;
  std::vector<const double*> rows_, correlation_rows_;
  tsr_session* session_ = nullptr;
};

/** The same matrix on both backends. */
struct Both {
  explicit Both(const Matrix& matrix, const OpenOptions& options = {});
  Opened cpu, cuda;
};

/** The legacy objective with this metric and penalty, every enhanced term at weight 1. */
tsr_objective objective_of(uint32_t metric, uint32_t penalty = TSR_PENALTY_SIGNED);

/** Reports the first place where the bits differ. */
void check_same_bits(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected);
/** Reports the first place that is further off than `tolerance` relative to the larger of 1 and |expected|. */
void check_all_near(const char* file, int line, const std::vector<double>& actual, const std::vector<double>& expected,
                    double tolerance);

}  // namespace tessera::test

#define CHECK_SAME_BITS(actual, expected) ::tessera::test::check_same_bits(__FILE__, __LINE__, (actual), (expected))
#define CHECK_ALL_NEAR(actual, expected, tolerance) \
  ::tessera::test::check_all_near(__FILE__, __LINE__, (actual), (expected), (tolerance))

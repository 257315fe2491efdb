#pragma once

#include <cstdint>
#include <vector>

#include "tessera_backend.h"

namespace tessera::test {

/**
 * The backend table in its plainest form, for tests of what stands above it: one thread, one loop per definition,
 * the shared formulas on plain doubles. Implements the three scoring operations.
 */
const tsr_backend& naive_backend();

/** A session of it over a time-major matrix, which must outlive it. */
class NaiveSession {
 public:
  explicit NaiveSession(const std::vector<std::vector<double>>& rows);
  ~NaiveSession();
  NaiveSession(const NaiveSession&) = delete;
  NaiveSession& operator=(const NaiveSession&) = delete;

  tsr_session* get() const { return session_; }
  uint32_t observations() const { return observations_; }
  uint32_t strategies() const { return strategies_; }

 private:
  uint32_t observations_, strategies_;
  tsr_session* session_ = nullptr;
};

}  // namespace tessera::test

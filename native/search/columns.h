#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "storage/matrix_memory.h"
#include "tessera_backend.h"

namespace tessera::search {

/**
 * The session's columns as the backend sees them (missing cells and constants treated its way), kept by the host
 * for bounds and heuristics. Immutable after loading, so that any number of searches may share one.
 * Figures of each column are always there; what bounds need only where it was asked for and has room.
 */
struct Columns {
  uint32_t observations = 0;                  // T
  uint32_t correlation_observations = 0;      // Tc
  uint32_t strategies = 0;                    // N
  storage::MatrixMemory<double> prefix;       // [T][N] P&L of rows 0..t summed, currency
  storage::MatrixMemory<float> standardised;  // [Tc][N], each varying column of length 1
  std::vector<uint8_t> varying;               // [N] 0 = constant column
  std::vector<double> mean, deviation;        // [N] of the P&L, currency; deviation with divisor T

  const double* prefix_row(uint32_t t) const { return prefix.data() + size_t{t} * strategies; }
  const float* standardised_row(uint32_t t) const { return standardised.data() + size_t{t} * strategies; }
  /** Begins to read a row of prefix, or so many of standardised from `t` on, where they lie on the disk. */
  void prefix_ahead(uint32_t t) const {
    if (prefix.on_disk()) storage::will_need(prefix_row(t), strategies * sizeof(double));
  }
  void standardised_ahead(uint32_t t, uint32_t count) const {
    if (!standardised.on_disk()) return;
    const size_t rows = count < correlation_observations - t ? count : correlation_observations - t;
    storage::will_need(standardised_row(t), rows * strategies * sizeof(float));
  }
  bool has_bounds() const { return prefix.size() > 0; }

  /**
   * Reads all columns through TSR_OP_PORTFOLIO_SUMS (portfolios of one member). Without what bounds need where it would take
   * more than `limit_bytes`; `folder` is that of MatrixMemory. Throws SearchError when the backend fails, and as MatrixMemory
   * does.
   */
  static std::shared_ptr<const Columns> load(const tsr_backend& backend, tsr_session* session, uint32_t observations,
                                             uint32_t correlation_observations, uint32_t strategies, size_t limit_bytes,
                                             const std::string& folder = {});
};

inline constexpr size_t kColumnsLimitBytes = size_t{1} << 30;

/** The limit for searches of this objective: 0 where bounds rule nothing out. */
size_t columns_limit(const tsr_objective& objective, bool is_believed);

}  // namespace tessera::search

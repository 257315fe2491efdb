#pragma once

#include <memory>
#include <vector>

#include "backends/common/observation_weights.h"
#include "backends/cpu/correlate/correlation_kernels.h"
#include "backends/cpu/device/aligned_array.h"
#include "backends/cpu/session/session.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/** The columns that a correlation run works on: all rows as they are, or those of weight above 0 with their weights. */
class CorrelationSource {
 public:
  /** Measures all columns when there are weights. The session must outlive it. */
  CorrelationSource(tsr_session& session, ObservationWeights weights);

  const double* const* rows() const { return rows_.data(); }
  uint32_t observations() const { return static_cast<uint32_t>(rows_.size()); }
  /** [observations] each; null = all alike. */
  const double* weight() const { return weights_.weight.empty() ? nullptr : weights_.weight.data(); }
  const double* root() const { return weights_.root.empty() ? nullptr : weights_.root.data(); }
  const ObservationWeights& weights() const { return weights_; }
  const ColumnScale& scale() const { return *scale_; }

 private:
  ObservationWeights weights_;
  std::vector<const double*> rows_;
  ColumnScale own_;
  const ColumnScale* scale_;
};

/** The session's columns as a run with these weights sees them; kept for the next run with the same. */
std::shared_ptr<const CorrelationSource> correlation_source(tsr_session& session, const ObservationWeights& weights);

/** Strategies that were standardised before, in memory of the caller's (tsr_correlation_reduce_params::held). */
struct HeldColumns {
  double* panels;  // [strips of them], on a page
  uint8_t* varying;
  uint64_t count;  // with those of the session that come behind them
  uint64_t first;  // where the session's begin; count = they do not come
};

/** The same out of parameters that have them. Throws Failure where the room is too small. */
HeldColumns held_columns(const tsr_correlation_reduce_params& p, uint32_t observations);

/**
 * Chosen columns standardised and packed for tile products (see kPanel), in the order given. Where the matrix has
 * missing cells the presence and the squares are packed too.
 */
class CorrelationPanels {
 public:
  /** order: [count] strategies, null = the first `count`. The source must outlive it. Throws Failure or std::bad_alloc. */
  CorrelationPanels(tsr_session& session, const CorrelationSource& source, uint64_t count, const uint32_t* order);
  /** Those that are held; the source's are put there first. Throws Failure where one of them has a missing cell. */
  CorrelationPanels(tsr_session& session, const CorrelationSource& source, const HeldColumns& held);
  /** Those that are held alone. */
  CorrelationPanels(const HeldColumns& held, uint32_t observations);

  uint64_t count() const { return count_; }
  uint64_t tiles() const { return (count_ + kTile - 1) / kTile; }
  uint32_t observations() const { return observations_; }
  /** Where a cell is missing. */
  const CorrelationSource& source() const { return *source_; }
  bool any_missing() const { return present_.size() > 0; }
  uint32_t strategy(uint64_t position) const { return order_ == nullptr ? static_cast<uint32_t>(position) : order_[position]; }
  bool varies(uint64_t position) const { return varying_[strategy(position)] != 0; }

  /** Panels of one tile's positions. */
  const double* standardised(uint64_t tile) const { return z_ + tile * tile_size(); }
  const double* present(uint64_t tile) const { return present_.data() + tile * tile_size(); }
  const double* squared(uint64_t tile) const { return squared_.data() + tile * tile_size(); }
  bool has_missing(uint64_t tile) const { return missing_[tile] != 0; }

 private:
  size_t tile_size() const { return static_cast<size_t>(kTile) * observations(); }
  AlignedArray<double> pack(tsr_session& session, PanelContent content) const;
  void pack_to(double* panels, tsr_session& session, PanelContent content, uint64_t first) const;

  const CorrelationSource* source_ = nullptr;
  uint32_t observations_;
  uint64_t count_;
  const uint32_t* order_ = nullptr;
  const uint8_t* varying_;
  const double* z_;
  AlignedArray<double> standardised_, present_, squared_;
  std::vector<uint8_t> missing_;
};

/** Adds z of all positions to lanes, [observations][kPanel]: a fixed order of summation, also over pieces of a table. */
void add_lanes(ThreadPool& pool, const CorrelationPanels& panels, double* lanes);

/**
 * Each strategy's mean signed rho with the `others`, without looking at pairs: sum over j of rho_ij = z_i . (z_1 + ... + z_N),
 * of which `lanes` are the sums. Adds all of these to `all`. For tables without missing cells.
 */
void column_means(ThreadPool& pool, const CorrelationPanels& panels, const double* lanes, double others, double* mean_rho,
                  double& all);

}  // namespace tessera::cpu

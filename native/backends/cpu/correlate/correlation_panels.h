#pragma once

#include <vector>

#include "backends/cpu/correlate/correlation_source.h"
#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/device/aligned_array.h"

namespace tessera::cpu {

/**
 * Chosen columns standardised and packed for tile products (see kPanel), in the order given. Where the matrix has
 * missing cells the presence and the squares are packed too.
 */
class CorrelationPanels {
 public:
  /** order: [count] strategies, null = the first `count`. The source must outlive it. Throws Failure or std::bad_alloc. */
  CorrelationPanels(tsr_session& session, const CorrelationSource& source, uint64_t count, const uint32_t* order);

  uint64_t count() const { return count_; }
  uint64_t tiles() const { return (count_ + kTile - 1) / kTile; }
  uint32_t observations() const { return source_.observations(); }
  const CorrelationSource& source() const { return source_; }
  uint32_t strategy(uint64_t position) const { return order_ == nullptr ? static_cast<uint32_t>(position) : order_[position]; }

  /** Panels of one tile's positions. */
  const double* standardised(uint64_t tile) const { return standardised_.data() + tile * tile_size(); }
  const double* present(uint64_t tile) const { return present_.data() + tile * tile_size(); }
  const double* squared(uint64_t tile) const { return squared_.data() + tile * tile_size(); }
  bool has_missing(uint64_t tile) const { return missing_[tile] != 0; }

 private:
  size_t tile_size() const { return static_cast<size_t>(kTile) * observations(); }
  AlignedArray<double> pack(tsr_session& session, PanelContent content);

  const CorrelationSource& source_;
  uint64_t count_;
  const uint32_t* order_;
  AlignedArray<double> standardised_, present_, squared_;
  std::vector<uint8_t> missing_;
};

}  // namespace tessera::cpu

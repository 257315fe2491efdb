// Blocks of float64 columns through the Arrow C data interface: given away without copying, and taken.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tessera_arrow.h"

namespace tessera::arrow {

/** Columns of `length` values each; NaN where a value is missing. */
struct Block {
  std::vector<std::string> names;
  std::vector<const double*> columns;
  int64_t length = 0;
};

/**
 * Gives a block away as a struct of float64 columns; its values stay where they are. `owner` keeps them and is let go, on
 * whatever thread that happens, when the consumer has released the array and every column that it took out of it.
 */
void export_block(const Block& block, std::shared_ptr<void> owner, ArrowSchema& schema, ArrowArray& array);

/** The same of addresses on a device: device_type and device_id as in ArrowDeviceArray; sync_event is the owner's. */
void export_device_block(const Block& block, std::shared_ptr<void> owner, ArrowDeviceType device_type, int64_t device_id,
                         void* sync_event, ArrowSchema& schema, ArrowDeviceArray& array);

/** A block that somebody else made. Takes both structs over, and releases them when it goes. */
class TakenBlock {
 public:
  /** Throws std::invalid_argument for anything but a struct of float64 columns; both structs are released then. */
  TakenBlock(ArrowSchema& schema, ArrowArray& array);
  ~TakenBlock();
  TakenBlock(const TakenBlock&) = delete;
  TakenBlock& operator=(const TakenBlock&) = delete;

  /** Addresses into the producer's memory; a column with missing values is copied first, with NaN for them. */
  const Block& block() const { return block_; }

 private:
  void take_column(const ArrowSchema& schema, const ArrowArray& column);
  void release();

  ArrowSchema schema_;
  ArrowArray array_;
  Block block_;
  std::vector<std::unique_ptr<double[]>> filled_;
};

}  // namespace tessera::arrow

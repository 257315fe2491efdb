#include <cmath>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "arrow/block.h"

namespace tessera::arrow {

TakenBlock::TakenBlock(ArrowSchema& schema, ArrowArray& array) : schema_(schema), array_(array) {
  // Moved, as the interface has it: what was given holds nothing any more.
  schema.release = nullptr;
  array.release = nullptr;
  try {
    if (schema_.release == nullptr || array_.release == nullptr) throw std::invalid_argument("the block was released before");
    if (std::string_view(schema_.format) != "+s" || schema_.n_children != array_.n_children || array_.null_count > 0) {
      throw std::invalid_argument("the block is no struct of columns without missing rows");
    }
    block_.length = array_.length;
    for (int64_t i = 0; i < schema_.n_children; ++i) take_column(*schema_.children[i], *array_.children[i]);
  } catch (...) {
    release();
    throw;
  }
}

TakenBlock::~TakenBlock() { release(); }

void TakenBlock::release() {
  if (array_.release != nullptr) array_.release(&array_);
  if (schema_.release != nullptr) schema_.release(&schema_);
}

void TakenBlock::take_column(const ArrowSchema& schema, const ArrowArray& column) {
  const std::string name = schema.name == nullptr ? "" : schema.name;
  if (std::string_view(schema.format) != "g" || schema.dictionary != nullptr) {
    throw std::invalid_argument("column " + name + " is of the Arrow type " + schema.format + ", not float64");
  }
  if (column.n_buffers != 2 || column.length < array_.offset + array_.length) {
    throw std::invalid_argument("column " + name + " is shorter than the block");
  }
  const int64_t first = column.offset + array_.offset;
  const double* values = static_cast<const double*>(column.buffers[1]) + first;
  const auto* present = static_cast<const uint8_t*>(column.buffers[0]);
  if (present != nullptr && column.null_count != 0) {
    auto filled = std::make_unique<double[]>(static_cast<size_t>(array_.length));
    for (int64_t t = 0; t < array_.length; ++t) {
      const int64_t bit = first + t;
      const bool is_there = (present[bit >> 3] >> (bit & 7) & 1) != 0;
      filled[static_cast<size_t>(t)] = is_there ? values[t] : std::numeric_limits<double>::quiet_NaN();
    }
    values = filled.get();
    filled_.push_back(std::move(filled));
  }
  block_.names.push_back(name);
  block_.columns.push_back(values);
}

}  // namespace tessera::arrow

#include "backends/cpu/correlate/block_map.h"

#include <algorithm>

namespace tessera::cpu {

BlockMap::BlockMap(uint64_t count, uint32_t block_size)
    : count_(count),
      block_size_(block_size),
      blocks_((count + block_size - 1) / block_size),
      sums_(blocks_ * blocks_, std::min(block_size_, count_) * std::min(block_size_, count_)),
      smallest_(blocks_ * blocks_, 1.0),
      largest_(blocks_ * blocks_, -1.0) {}

void BlockMap::begin_with(const int64_t* units, const double* least, const double* largest) {
  sums_.begin_with(units);
  std::copy_n(least, smallest_.size(), smallest_.begin());
  std::copy_n(largest, largest_.size(), largest_.begin());
}

void BlockMap::write_state(int64_t* units, double* least, double* largest) const {
  sums_.write_units(units);
  std::ranges::copy(smallest_, least);
  std::ranges::copy(largest_, largest);
}

void BlockMap::set_lone(uint64_t place, double value) {
  const uint64_t block = place / block_size_;
  const uint64_t cell = block * blocks_ + block;
  if (pairs(block, block) == 0) smallest_[cell] = largest_[cell] = value;
}

void BlockMap::add(const CorrelationKernels& kernels, const double* rho, uint64_t row_position, uint64_t column_position,
                   uint32_t rows, uint32_t columns) {
  const bool diagonal = row_position == column_position;
  for (uint32_t i = 0; i < rows;) {
    const uint64_t block_row = (row_position + i) / block_size_;
    const auto i_end = static_cast<uint32_t>(std::min<uint64_t>(rows, (block_row + 1) * block_size_ - row_position));
    for (uint32_t j = 0; j < columns;) {
      const uint64_t block_column = (column_position + j) / block_size_;
      const auto j_end = static_cast<uint32_t>(std::min<uint64_t>(columns, (block_column + 1) * block_size_ - column_position));
      if (!diagonal || j_end > i + 1) {
        const BlockStats stats = kernels.block_stats(rho, i, i_end, j, j_end, diagonal);
        const uint64_t cell = block_row * blocks_ + block_column;
        sums_.add(cell, stats.sum);
        lower_to(smallest_[cell], stats.smallest);
        raise_to(largest_[cell], stats.largest);
      }
      j = j_end;
    }
    i = i_end;
  }
}

uint64_t BlockMap::pairs(uint64_t row, uint64_t column) const {
  const uint64_t height = std::min(block_size_, count_ - row * block_size_);
  if (row == column) return height * (height - 1) / 2;
  return height * std::min(block_size_, count_ - column * block_size_);
}

void BlockMap::write(float* mean, float* smallest, float* largest) const {
  const auto set = [&](float* out, uint64_t row, uint64_t column, double value) {
    if (out == nullptr) return;
    out[row * blocks_ + column] = out[column * blocks_ + row] = static_cast<float>(std::clamp(value, -1.0, 1.0));
  };
  for (uint64_t row = 0; row < blocks_; ++row) {
    for (uint64_t column = row; column < blocks_; ++column) {
      const uint64_t cell = row * blocks_ + column;
      const uint64_t count = pairs(row, column);
      set(mean, row, column, count > 0 ? sums_[cell] / static_cast<double>(count) : smallest_[cell]);
      set(smallest, row, column, smallest_[cell]);
      set(largest, row, column, largest_[cell]);
    }
  }
}

}  // namespace tessera::cpu

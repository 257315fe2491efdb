// Many strings in two allocations: header names, the cells of a text column, texts of rejects.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::csv {

class StringTable {
 public:
  size_t size() const { return ends_.size(); }
  size_t byte_count() const { return bytes_.size(); }

  /** Valid until the next change. */
  std::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

  void push_back(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
  }

  /** Appends the first `count` strings of another table. */
  void append(const StringTable& other, size_t count) {
    if (count == 0) return;
    const size_t base = bytes_.size();
    bytes_.append(other.bytes_, 0, other.ends_[count - 1]);
    for (size_t i = 0; i < count; ++i) ends_.push_back(base + other.ends_[i]);
  }

 private:
  std::string bytes_;
  std::vector<size_t> ends_;
};

}  // namespace tessera::csv

// Thrift's compact protocol, as much of it as footers and page headers are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parquet/thrift.h"

namespace tessera::parquet {

/** Writes structs field by field, in the order of their numbers. */
class CompactWriter {
 public:
  /** What was written. */
  const std::vector<uint8_t>& bytes() const { return bytes_; }

  void whole(unsigned field, Kind kind, uint64_t value) {
    head(field, kind);
    item(value);
  }
  void flag(unsigned field, bool value) { head(field, value ? kTrue : kFalse); }
  void text(unsigned field, std::string_view value) {
    head(field, kText);
    item(value);
  }
  void list(unsigned field, Kind kind, size_t count) {
    head(field, kList);
    if (count < 15) return bytes_.push_back(static_cast<uint8_t>(count << 4 | kind));
    bytes_.push_back(static_cast<uint8_t>(0xf0 | kind));
    varint(count);
  }
  /** Signs are in the lowest bit; none of these is below 0. */
  void item(uint64_t value) { varint(value * 2); }
  void item(std::string_view value) {
    varint(value.size());
    bytes_.insert(bytes_.end(), value.begin(), value.end());
  }

  /** Fields of a struct: the whole, an item of a list, or a field of another. */
  template <class Fill>
  void fields(const Fill& fill) {
    const unsigned before = last_;
    last_ = 0;
    fill();
    bytes_.push_back(0);
    last_ = before;
  }
  template <class Fill>
  void fields(unsigned field, const Fill& fill) {
    head(field, kStruct);
    fields(fill);
  }

 private:
  void head(unsigned field, Kind kind) {
    bytes_.push_back(static_cast<uint8_t>((field - last_) << 4 | kind));
    last_ = field;
  }
  void varint(uint64_t value) {
    for (; value >= 128; value >>= 7) bytes_.push_back(static_cast<uint8_t>(value | 128));
    bytes_.push_back(static_cast<uint8_t>(value));
  }

  std::vector<uint8_t> bytes_;
  unsigned last_ = 0;
};

}  // namespace tessera::parquet

// Thrift's compact protocol, as much of it as footers and page headers take. Every read is within bounds, or throws Damaged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tessera::parquet {

enum Kind : uint8_t { kTrue = 1, kFalse, kByte, kShort, kInt, kLong, kDouble, kText, kList, kSet, kMap, kStruct };

class Compact {
 public:
  Compact(const uint8_t* bytes, size_t size) : bytes_(bytes), size_(size) {}

  size_t at() const { return at_; }

  struct Items {
    uint64_t count;
    uint8_t kind;
  };
  Items list();

  /** A whole number that is not below 0. */
  uint64_t whole();
  std::string_view text();

  /** Calls take(field, kind) for every field of a struct; one that it answers with false is gone past. */
  template <class Take>
  void fields(const Take& take) {
    uint64_t field = 0;
    while (const uint8_t head = byte()) {
      field = (head >> 4) == 0 ? varint() / 2 : field + (head >> 4);
      if (!take(field, static_cast<uint8_t>(head & 15))) skip(head & 15, 0);
    }
  }

 private:
  uint8_t byte();
  uint64_t varint();
  void pass(uint64_t count);
  void skip(uint8_t kind, int depth);
  void skip_element(uint8_t kind, int depth);

  const uint8_t* bytes_;
  size_t size_;
  size_t at_ = 0;
};

}  // namespace tessera::parquet

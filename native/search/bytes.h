#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "search/search_error.h"

namespace tessera::search {

/** Appends plain values to a checkpoint, in the machine's byte order: checkpoints do not travel. */
class ByteWriter {
 public:
  template <class T>
  void value(const T& v) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto* bytes = reinterpret_cast<const uint8_t*>(&v);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof v);
  }
  template <class T>
  void list(const std::vector<T>& values) {
    value(static_cast<uint64_t>(values.size()));
    for (const auto& v : values) value(v);
  }
  /** As they are; the reader knows how many. */
  void bytes(std::span<const unsigned char> values) { bytes_.insert(bytes_.end(), values.begin(), values.end()); }
  std::vector<uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

/** Reads them back; throws SearchError when the bytes end early. */
class ByteReader {
 public:
  explicit ByteReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  template <class T>
  T value() {
    static_assert(std::is_trivially_copyable_v<T>);
    if (bytes_.size() < sizeof(T)) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint is cut short");
    T v;
    std::memcpy(&v, bytes_.data(), sizeof v);
    bytes_ = bytes_.subspan(sizeof v);
    return v;
  }
  template <class T>
  std::vector<T> list() {
    const auto count = value<uint64_t>();
    if (count > bytes_.size() / sizeof(T)) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint is cut short");
    std::vector<T> values(count);
    for (auto& v : values) v = value<T>();
    return values;
  }
  void bytes(std::span<unsigned char> to) {
    if (bytes_.size() < to.size()) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint is cut short");
    std::memcpy(to.data(), bytes_.data(), to.size());
    bytes_ = bytes_.subspan(to.size());
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::span<const uint8_t> bytes_;
};

}  // namespace tessera::search

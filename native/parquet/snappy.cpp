// github.com/google/snappy/blob/main/format_description.txt
#include "parquet/snappy.h"

#include <cstring>

namespace tessera::parquet {

namespace {

/** Bytes that are copied at once where there is room on both sides. */
constexpr size_t kWide = 16;

/** Copies `length` bytes from `offset` before `to`; both may overlap. All of it lies within the output. */
void copy_back(uint8_t* to, size_t offset, size_t length, size_t room) {
  const uint8_t* from = to - offset;
  if (offset >= kWide && length + kWide <= room) {
    for (size_t i = 0; i < length; i += kWide) std::memcpy(to + i, from + i, kWide);
  } else if (offset == 1) {
    std::memset(to, *from, length);
  } else if (offset >= length) {
    std::memcpy(to, from, length);
  } else {
    for (size_t i = 0; i < length; ++i) to[i] = from[i];
  }
}

}  // namespace

bool unsnap(const uint8_t* packed, size_t size, uint8_t* out, size_t room) {
  const uint8_t* const end = packed + size;
  uint64_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (packed == end || shift > 28) return false;
    const uint8_t byte = *packed++;
    length |= static_cast<uint64_t>(byte & 127) << shift;
    if (byte < 128) break;
  }
  if (length != room) return false;
  uint8_t* to = out;
  uint8_t* const full = out + room;
  while (packed < end) {
    const uint8_t tag = *packed++;
    size_t count = static_cast<size_t>(tag >> 2) + 1;
    if ((tag & 3) == 0) {
      if (count > 60) {
        const size_t bytes = count - 60;
        if (static_cast<size_t>(end - packed) < bytes) return false;
        count = 0;
        for (size_t i = 0; i < bytes; ++i) count |= static_cast<size_t>(packed[i]) << (8 * i);
        ++count;
        packed += bytes;
      }
      const auto left = static_cast<size_t>(end - packed), space = static_cast<size_t>(full - to);
      if (count > left || count > space) return false;
      if (count <= kWide && left >= kWide && space >= kWide)
        std::memcpy(to, packed, kWide);
      else
        std::memcpy(to, packed, count);
      packed += count;
      to += count;
      continue;
    }
    size_t offset;
    const auto left = static_cast<size_t>(end - packed);
    if ((tag & 3) == 1) {
      if (left < 1) return false;
      count = ((tag >> 2) & 7u) + 4;
      offset = (static_cast<size_t>(tag >> 5) << 8) | packed[0];
      packed += 1;
    } else {
      const size_t bytes = (tag & 3) == 2 ? 2 : 4;
      if (left < bytes) return false;
      offset = 0;
      for (size_t i = 0; i < bytes; ++i) offset |= static_cast<size_t>(packed[i]) << (8 * i);
      packed += bytes;
    }
    const auto space = static_cast<size_t>(full - to);
    if (offset == 0 || offset > static_cast<size_t>(to - out) || count > space) return false;
    copy_back(to, offset, count, space);
    to += count;
  }
  return to == full;
}

}  // namespace tessera::parquet

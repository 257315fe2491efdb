// github.com/google/snappy/blob/main/format_description.txt
#include <bit>
#include <cstring>

#include "parquet/snappy.h"

namespace tessera::parquet {

namespace {

/** Bytes that are packed on their own: places in them take two bytes. */
constexpr size_t kPiece = 65'536;
constexpr unsigned kPlaceBits = 13;
/** A match is looked for so far before the end, so that four and eight bytes can be read anywhere. */
constexpr size_t kMargin = 16;

uint32_t four(const uint8_t* bytes) {
  uint32_t value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

uint8_t* put_literal(const uint8_t* bytes, size_t count, uint8_t* to) {
  const size_t less = count - 1;
  if (less < 60) {
    *to++ = static_cast<uint8_t>(less << 2);
  } else if (less < 256) {
    *to++ = 60 << 2;
    *to++ = static_cast<uint8_t>(less);
  } else {
    *to++ = 61 << 2;
    *to++ = static_cast<uint8_t>(less);
    *to++ = static_cast<uint8_t>(less >> 8);
  }
  std::memcpy(to, bytes, count);
  return to + count;
}

uint8_t* put_copy(size_t offset, size_t count, uint8_t* to) {
  while (count > 0) {
    // A rest of less than four would take as many bytes as a longer one.
    const size_t now = count <= 64 ? count : count < 68 ? 60 : 64;
    if (now >= 4 && now < 12 && offset < 2048) {
      *to++ = static_cast<uint8_t>((offset >> 8) << 5 | (now - 4) << 2 | 1);
    } else {
      *to++ = static_cast<uint8_t>((now - 1) << 2 | 2);
      *to++ = static_cast<uint8_t>(offset);
      *to++ = static_cast<uint8_t>(offset >> 8);
      count -= now;
      continue;
    }
    *to++ = static_cast<uint8_t>(offset);
    count -= now;
  }
  return to;
}

/** How many bytes from `b` on are those from `a` on, at most up to `end`. */
size_t equal_bytes(const uint8_t* a, const uint8_t* b, const uint8_t* end) {
  const uint8_t* const from = b;
  for (; end - b >= 8; a += 8, b += 8) {
    uint64_t left, right;
    std::memcpy(&left, a, sizeof left);
    std::memcpy(&right, b, sizeof right);
    if (left == right) continue;
    const uint64_t other = left ^ right;
    const int same = std::endian::native == std::endian::little ? std::countr_zero(other) : std::countl_zero(other);
    return static_cast<size_t>(b - from) + static_cast<size_t>(same / 8);
  }
  while (b < end && *a == *b) ++a, ++b;
  return static_cast<size_t>(b - from);
}

uint8_t* pack_piece(const uint8_t* bytes, size_t size, uint8_t* to) {
  const uint8_t* const end = bytes + size;
  const uint8_t* literal = bytes;
  if (size > kMargin) {
    uint16_t places[size_t{1} << kPlaceBits] = {};
    const uint8_t* const last = end - kMargin;
    // Where nothing has repeated for a while steps grow: noise is gone over quickly.
    size_t missed = 32;
    for (const uint8_t* at = bytes + 1; at < last;) {
      uint16_t& place = places[four(at) * 0x9E3779B1u >> (32 - kPlaceBits)];
      const uint8_t* const before = bytes + place;
      place = static_cast<uint16_t>(at - bytes);
      if (four(before) != four(at) || before == at) {
        at += missed++ >> 5;
        continue;
      }
      const size_t count = 4 + equal_bytes(before + 4, at + 4, end);
      if (at > literal) to = put_literal(literal, static_cast<size_t>(at - literal), to);
      to = put_copy(static_cast<size_t>(at - before), count, to);
      at += count;
      literal = at;
      missed = 32;
    }
  }
  return literal < end ? put_literal(literal, static_cast<size_t>(end - literal), to) : to;
}

}  // namespace

size_t snap(const uint8_t* bytes, size_t size, uint8_t* out) {
  uint8_t* to = out;
  size_t length = size;
  for (; length >= 128; length >>= 7) *to++ = static_cast<uint8_t>(length | 128);
  *to++ = static_cast<uint8_t>(length);
  for (size_t at = 0; at < size; at += kPiece) to = pack_piece(bytes + at, size - at < kPiece ? size - at : kPiece, to);
  return static_cast<size_t>(to - out);
}

}  // namespace tessera::parquet

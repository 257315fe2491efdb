#include "parquet/chunk.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "parquet/fault.h"
#include "parquet/format.h"
#include "parquet/snappy.h"
#include "parquet/thrift.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::parquet {

namespace {

static_assert(std::endian::native == std::endian::little, "cells are copied as they lie in the file");

struct PageHead {
  uint64_t type = 0;
  uint64_t unpacked = 0;
  uint64_t packed = 0;
  uint64_t values = 0;
  uint64_t encoding = 0;
  uint64_t levels = kRuns;
};

PageHead read_head(Compact& reader) {
  PageHead head;
  bool has_values = false;
  reader.fields([&](uint64_t field, uint8_t kind) {
    if (field == 1 && kind == kInt) return head.type = reader.whole(), true;
    if (field == 2 && kind == kInt) return head.unpacked = reader.whole(), true;
    if (field == 3 && kind == kInt) return head.packed = reader.whole(), true;
    if (field != 5 || kind != kStruct) return false;
    has_values = true;
    reader.fields([&](uint64_t own, uint8_t of) {
      if (own == 1 && of == kInt) return head.values = reader.whole(), true;
      if (own == 2 && of == kInt) return head.encoding = reader.whole(), true;
      if (own == 3 && of == kInt) return head.levels = reader.whole(), true;
      return false;
    });
    return true;
  });
  if (head.type != kDataPage || !has_values) throw Unsupported("it has pages of another kind");
  if (head.encoding != kPlain && head.encoding != kByteStreamSplit) throw Unsupported("its cells are encoded in another way");
  if (head.levels != kRuns) throw Unsupported("its missing cells are marked in another way");
  return head;
}

/** Which of `rows` cells are there: runs of levels of one bit. Comes to their number. */
uint64_t read_levels(const uint8_t* bytes, size_t size, uint64_t rows, std::vector<uint8_t>& present) {
  const auto broken = [] { return Damaged("its marks of missing cells are no longer right."); };
  present.resize(rows);
  uint64_t done = 0, count = 0;
  size_t at = 0;
  while (done < rows) {
    uint64_t head = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at >= size || shift > 28) throw broken();
      const uint8_t byte = bytes[at++];
      head |= static_cast<uint64_t>(byte & 127) << shift;
      if (byte < 128) break;
    }
    const bool is_packed = (head & 1) != 0;
    const uint64_t cells = std::min(rows - done, is_packed ? (head >> 1) * 8 : head >> 1);
    if (cells == 0 || size - at < (is_packed ? (cells + 7) / 8 : 1)) throw broken();
    for (uint64_t i = 0; i < cells; ++i) {
      const uint8_t level = is_packed ? (bytes[at + i / 8] >> (i % 8)) & 1 : bytes[at];
      if (level > 1) throw broken();
      present[done + i] = level;
      count += level;
    }
    at += is_packed ? std::min<uint64_t>(head >> 1, size - at) : 1;
    done += cells;
  }
  return count;
}

/** Byte b of number i is at bytes[b * count + i]. */
void join_bytes(const uint8_t* bytes, uint64_t count, double* out) {
  uint64_t i = 0;
#if defined(__SSE2__)
  for (; i + 16 <= count; i += 16) {
    __m128i byte[8], pair[8], quad[8];
    for (int b = 0; b < 8; ++b) byte[b] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + b * count + i));
    for (int b = 0; b < 4; ++b) {
      pair[2 * b] = _mm_unpacklo_epi8(byte[2 * b], byte[2 * b + 1]);      // bytes 2b, 2b+1 of numbers 0..7
      pair[2 * b + 1] = _mm_unpackhi_epi8(byte[2 * b], byte[2 * b + 1]);  // of 8..15
    }
    for (int h = 0; h < 2; ++h) {
      for (int b = 0; b < 2; ++b) {
        quad[4 * h + b] = _mm_unpacklo_epi16(pair[4 * b + h], pair[4 * b + 2 + h]);      // bytes 4b..4b+3 of four numbers
        quad[4 * h + 2 + b] = _mm_unpackhi_epi16(pair[4 * b + h], pair[4 * b + 2 + h]);  // of the next four
      }
    }
    for (int q = 0; q < 4; ++q) {
      double* const to = out + i + 4 * q;
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_unpacklo_epi32(quad[2 * q], quad[2 * q + 1]));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 2), _mm_unpackhi_epi32(quad[2 * q], quad[2 * q + 1]));
    }
  }
#endif
  for (; i < count; ++i) {
    uint64_t bits = 0;
    for (unsigned b = 0; b < 8; ++b) bits |= static_cast<uint64_t>(bytes[b * count + i]) << (8 * b);
    out[i] = std::bit_cast<double>(bits);
  }
}

}  // namespace

const uint8_t* ChunkDecoder::unpacked(const uint8_t* bytes, size_t packed, size_t size, Codec codec) {
  if (codec == Codec::none) {
    if (packed != size) throw Damaged("a page of it has another length than it says.");
    return bytes;
  }
  page_.resize(size);
  if (!unsnap(bytes, packed, page_.data(), size)) throw Damaged("a page of it cannot be unpacked.");
  return page_.data();
}

void ChunkDecoder::page(const uint8_t* bytes, size_t size, bool split, bool optional, uint64_t rows, double* out) {
  uint64_t count = rows;
  if (optional) {
    uint32_t length = 0;
    if (size < sizeof length) throw Damaged("a page of it is cut off.");
    std::memcpy(&length, bytes, sizeof length);
    bytes += sizeof length;
    size -= sizeof length;
    if (length > size) throw Damaged("a page of it is cut off.");
    count = read_levels(bytes, length, rows, present_);
    bytes += length;
    size -= length;
  }
  if (size != count * sizeof(double)) throw Damaged("a page of it has another number of cells than it says.");
  double* to = out;
  if (count < rows) {
    values_.resize(count);
    to = values_.data();
  }
  if (split)
    join_bytes(bytes, count, to);
  else if (count > 0)
    std::memcpy(to, bytes, size);
  if (count == rows) return;
  size_t next = 0;
  for (uint64_t i = 0; i < rows; ++i) out[i] = present_[i] ? values_[next++] : std::numeric_limits<double>::quiet_NaN();
}

void ChunkDecoder::decode(const uint8_t* bytes, size_t size, Codec codec, bool optional, uint64_t rows, double* out) {
  // A page holds at most as many cells as a row group, with their marks.
  const uint64_t largest = rows * (sizeof(double) + 2) + 64;
  for (uint64_t done = 0; done < rows;) {
    Compact reader(bytes, size);
    const PageHead head = read_head(reader);
    bytes += reader.at();
    size -= reader.at();
    if (head.packed > size || head.unpacked > largest || head.values == 0 || head.values > rows - done)
      throw Damaged("a page of it has another length than it says.");
    const uint8_t* const values = unpacked(bytes, head.packed, head.unpacked, codec);
    page(values, head.unpacked, head.encoding == kByteStreamSplit, optional, head.values, out + done);
    bytes += head.packed;
    size -= head.packed;
    done += head.values;
  }
}

}  // namespace tessera::parquet

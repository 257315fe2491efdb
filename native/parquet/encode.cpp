// github.com/apache/parquet-format: parquet.thrift, Encodings.md
#include "parquet/encode.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "csv/bytes/tasks.h"
#include "parquet/format.h"
#include "parquet/snappy.h"
#include "parquet/thrift_writer.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::parquet {

namespace {

static_assert(std::endian::native == std::endian::little, "cells are copied as they lie in memory");

/** Cells in a page: readers hold one in memory. */
constexpr size_t kPageRows = 20'000;
/** A name longer than this has no part in the least and largest of a chunk. */
constexpr size_t kLongName = 64;

struct WrittenChunk {
  uint64_t offset = 0;  ///< of its first page in the row group
  uint64_t bytes = 0, unpacked = 0;
  uint64_t missing = 0;
  std::string low, high;  ///< as they lie in the file; empty: not known
};

struct WrittenGroup {
  uint64_t rows = 0;
  std::vector<uint8_t> bytes;
  std::vector<WrittenChunk> chunks;
};

/** Byte b of number i goes to out[b * count + i]. */
void part_bytes(const double* cells, size_t count, uint8_t* out) {
  size_t i = 0;
#if defined(__SSE2__)
  for (; i + 16 <= count; i += 16) {
    __m128i a[8], b[8];
    for (int k = 0; k < 8; ++k) a[k] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(cells + i + 2 * k));
    // Each round brings bytes of numbers that lie twice as far apart together; four of them put the 16 numbers' bytes in rows.
    for (int round = 0; round < 4; ++round) {
      for (int k = 0; k < 4; ++k) {
        b[2 * k] = _mm_unpacklo_epi8(a[k], a[k + 4]);
        b[2 * k + 1] = _mm_unpackhi_epi8(a[k], a[k + 4]);
      }
      std::memcpy(a, b, sizeof a);
    }
    for (int k = 0; k < 8; ++k) _mm_storeu_si128(reinterpret_cast<__m128i*>(out + static_cast<size_t>(k) * count + i), a[k]);
  }
#endif
  for (; i < count; ++i) {
    const auto bits = std::bit_cast<uint64_t>(cells[i]);
    for (size_t k = 0; k < 8; ++k) out[k * count + i] = static_cast<uint8_t>(bits >> (8 * k));
  }
}

/** Makes the row groups of a file, one after the other; keeps what it needs meanwhile. One a thread. */
class GroupWriter {
 public:
  GroupWriter(const CellTable& table, const FileLayout& layout) : table_(table), layout_(layout) {}

  WrittenGroup write(size_t first, size_t rows) {
    WrittenGroup group{rows, {}, {}};
    group.bytes.reserve(rows * table_.rows.size() * sizeof(double) + 4096);
    const auto chunk_of = [&](const auto& page) {
      WrittenChunk& chunk = group.chunks.emplace_back();
      chunk.offset = group.bytes.size();
      for (size_t at = 0; at < rows; at += kPageRows) page(chunk, first + at, std::min(kPageRows, rows - at));
      chunk.bytes = group.bytes.size() - chunk.offset;
    };
    chunk_of([&](WrittenChunk& chunk, size_t from, size_t count) {
      fill_names(chunk, from, count);
      put_page(group, chunk, count, kPlain);
    });
    for (const std::span<const double> cells : table_.rows) {
      Range range;
      chunk_of([&](WrittenChunk& chunk, size_t from, size_t count) {
        chunk.missing += fill_cells(cells.subspan(from, count), range);
        put_page(group, chunk, count, layout_.split ? kByteStreamSplit : kPlain);
      });
      WrittenChunk& chunk = group.chunks.back();
      if (range.low <= range.high) put_range(chunk, range);
    }
    return group;
  }

 private:
  struct Range {
    double low = HUGE_VAL, high = -HUGE_VAL;
  };

  static void put_range(WrittenChunk& chunk, Range range) {
    // Which zero it is nobody can tell from comparing: it may be both.
    if (range.low == 0.0) range.low = -0.0;
    if (range.high == 0.0) range.high = 0.0;
    chunk.low.assign(reinterpret_cast<const char*>(&range.low), sizeof range.low);
    chunk.high.assign(reinterpret_cast<const char*>(&range.high), sizeof range.high);
  }

  std::string_view name(size_t place) const {
    const auto from = static_cast<size_t>(table_.name_ends[place]), to = static_cast<size_t>(table_.name_ends[place + 1]);
    return table_.names.substr(from, to - from);
  }

  /** The page's values: each name with its length before it. */
  void fill_names(WrittenChunk& chunk, size_t from, size_t count) {
    values_.clear();
    std::string_view low = name(from), high = low;
    for (size_t i = from; i < from + count; ++i) {
      const std::string_view one = name(i);
      const auto length = static_cast<uint32_t>(one.size());
      const auto* const bytes = reinterpret_cast<const uint8_t*>(&length);
      values_.insert(values_.end(), bytes, bytes + sizeof length);
      values_.insert(values_.end(), one.begin(), one.end());
      low = std::min(low, one);
      high = std::max(high, one);
    }
    const bool is_first = from % layout_.group_rows == 0;
    if (low.size() > kLongName || high.size() > kLongName || (!is_first && chunk.high.empty())) {
      chunk.low.clear();
      chunk.high.clear();
      return;
    }
    if (is_first || low < chunk.low) chunk.low = low;
    if (is_first || high > chunk.high) chunk.high = high;
  }

  /** The page's values: marks of missing cells, then the others. Returns how many are missing. */
  size_t fill_cells(std::span<const double> cells, Range& range) {
    const size_t count = cells.size();
    size_t present = 0;
    // Four at a time, since each waits for the one before; NaN is never less or more.
    Range ranges[4];
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
      for (size_t k = 0; k < 4; ++k) {
        const double cell = cells[i + k];
        present += cell == cell ? 1 : 0;
        ranges[k].low = cell < ranges[k].low ? cell : ranges[k].low;
        ranges[k].high = cell > ranges[k].high ? cell : ranges[k].high;
      }
    }
    for (; i < count; ++i) {
      present += cells[i] == cells[i] ? 1 : 0;
      ranges[0].low = cells[i] < ranges[0].low ? cells[i] : ranges[0].low;
      ranges[0].high = cells[i] > ranges[0].high ? cells[i] : ranges[0].high;
    }
    for (const Range& one : ranges) range = {std::min(range.low, one.low), std::max(range.high, one.high)};
    const double* whole = cells.data();
    marks_.clear();
    if (present == count) {
      put_run(count << 1);
      marks_.push_back(1);
    } else {
      put_run(((count + 7) / 8) << 1 | 1);
      const size_t at = marks_.size();
      marks_.resize(at + (count + 7) / 8);
      present_.clear();
      for (size_t k = 0; k < count; ++k) {
        if (std::isnan(cells[k])) continue;
        marks_[at + k / 8] = static_cast<uint8_t>(marks_[at + k / 8] | 1u << (k % 8));
        present_.push_back(cells[k]);
      }
      whole = present_.data();
    }
    const auto marks = static_cast<uint32_t>(marks_.size());
    values_.resize(sizeof marks + marks + present * sizeof(double));
    std::memcpy(values_.data(), &marks, sizeof marks);
    std::memcpy(values_.data() + sizeof marks, marks_.data(), marks);
    uint8_t* const to = values_.data() + sizeof marks + marks;
    if (layout_.split)
      part_bytes(whole, present, to);
    else if (present > 0)
      std::memcpy(to, whole, present * sizeof(double));
    return count - present;
  }

  void put_run(uint64_t head) {
    for (; head >= 128; head >>= 7) marks_.push_back(static_cast<uint8_t>(head | 128));
    marks_.push_back(static_cast<uint8_t>(head));
  }

  /** The values as a page behind those before. */
  void put_page(WrittenGroup& group, WrittenChunk& chunk, size_t count, uint64_t encoding) {
    const uint8_t* page = values_.data();
    size_t size = values_.size();
    if (layout_.codec == Codec::snappy) {
      packed_.resize(most_snapped(size));
      size = snap(page, size, packed_.data());
      page = packed_.data();
    }
    CompactWriter head;
    head.fields([&] {
      head.whole(1, kInt, kDataPage);
      head.whole(2, kInt, values_.size());
      head.whole(3, kInt, size);
      head.fields(5, [&] {
        head.whole(1, kInt, count);
        head.whole(2, kInt, encoding);
        head.whole(3, kInt, kRuns);
        head.whole(4, kInt, kRuns);
      });
    });
    chunk.unpacked += head.bytes().size() + values_.size();
    group.bytes.insert(group.bytes.end(), head.bytes().begin(), head.bytes().end());
    group.bytes.insert(group.bytes.end(), page, page + size);
  }

  const CellTable& table_;
  const FileLayout& layout_;
  std::vector<uint8_t> values_, packed_, marks_;
  std::vector<double> present_;
};

void write_schema(CompactWriter& to, const CellTable& table) {
  to.list(2, kStruct, table.columns.size() + 2);
  to.fields([&] {
    to.text(4, "schema");
    to.whole(5, kInt, table.columns.size() + 1);
  });
  to.fields([&] {
    to.whole(1, kInt, kByteArray);
    to.whole(3, kInt, kRequired);
    to.text(4, "strategy");
    to.whole(6, kInt, kUtf8);
    to.fields(10, [&] { to.fields(1, [] {}); });
  });
  for (const std::string& column : table.columns) {
    to.fields([&] {
      to.whole(1, kInt, kDouble64);
      to.whole(3, kInt, kOptional);
      to.text(4, column);
    });
  }
}

/** `from`: where the row group begins in the file. */
void write_chunk(CompactWriter& to, const CellTable& table, const FileLayout& layout, const WrittenGroup& group, size_t column,
                 uint64_t from) {
  const WrittenChunk& chunk = group.chunks[column];
  const bool is_name = column == 0;
  to.fields([&] {
    to.whole(2, kLong, 0);
    to.fields(3, [&] {
      to.whole(1, kInt, is_name ? kByteArray : kDouble64);
      to.list(2, kInt, 2);
      to.item(is_name || !layout.split ? kPlain : kByteStreamSplit);
      to.item(kRuns);
      to.list(3, kText, 1);
      to.item(is_name ? std::string_view("strategy") : std::string_view(table.columns[column - 1]));
      to.whole(4, kInt, static_cast<uint64_t>(layout.codec));
      to.whole(5, kLong, group.rows);
      to.whole(6, kLong, chunk.unpacked);
      to.whole(7, kLong, chunk.bytes);
      to.whole(9, kLong, from + chunk.offset);
      to.fields(12, [&] {
        to.whole(3, kLong, chunk.missing);
        if (chunk.low.empty() && chunk.high.empty()) return;
        to.text(5, chunk.high);
        to.text(6, chunk.low);
        to.flag(7, true);
        to.flag(8, true);
      });
    });
  });
}

std::vector<uint8_t> footer_of(const CellTable& table, const FileLayout& layout, const std::vector<WrittenGroup>& groups) {
  CompactWriter to;
  to.fields([&] {
    to.whole(1, kInt, 1);
    write_schema(to, table);
    uint64_t rows = 0, at = 4;
    for (const WrittenGroup& group : groups) rows += group.rows;
    to.whole(3, kLong, rows);
    to.list(4, kStruct, groups.size());
    for (const WrittenGroup& group : groups) {
      to.fields([&] {
        to.list(1, kStruct, group.chunks.size());
        uint64_t unpacked = 0;
        for (size_t column = 0; column < group.chunks.size(); ++column) {
          write_chunk(to, table, layout, group, column, at);
          unpacked += group.chunks[column].unpacked;
        }
        to.whole(2, kLong, unpacked);
        to.whole(3, kLong, group.rows);
        to.whole(5, kLong, at);
        to.whole(6, kLong, group.bytes.size());
      });
      at += group.bytes.size();
    }
    to.text(6, layout.created_by);
    // Least and largest are in the order of the type.
    to.list(7, kStruct, table.columns.size() + 1);
    for (size_t column = 0; column <= table.columns.size(); ++column) to.fields([&] { to.fields(1, [] {}); });
  });
  return to.bytes();
}

}  // namespace

std::vector<uint8_t> encode(const CellTable& table, const FileLayout& layout, unsigned threads) {
  const size_t strategies = table.name_ends.size() - 1;
  std::vector<WrittenGroup> groups((strategies + layout.group_rows - 1) / layout.group_rows);
  csv::parallel_tasks(csv::thread_count(threads), groups.size(), [&] {
    return [&, writer = GroupWriter(table, layout)](size_t group) mutable {
      const size_t first = group * layout.group_rows;
      groups[group] = writer.write(first, std::min<size_t>(layout.group_rows, strategies - first));
      return true;
    };
  });
  std::vector<uint8_t> file = {'P', 'A', 'R', '1'};
  const std::vector<uint8_t> footer = footer_of(table, layout, groups);
  size_t size = file.size() + footer.size() + 8;
  for (const WrittenGroup& group : groups) size += group.bytes.size();
  file.reserve(size);
  for (WrittenGroup& group : groups) {
    file.insert(file.end(), group.bytes.begin(), group.bytes.end());
    group.bytes = {};
  }
  file.insert(file.end(), footer.begin(), footer.end());
  const auto length = static_cast<uint32_t>(footer.size());
  const auto* const bytes = reinterpret_cast<const uint8_t*>(&length);
  file.insert(file.end(), bytes, bytes + sizeof length);
  file.insert(file.end(), {'P', 'A', 'R', '1'});
  return file;
}

}  // namespace tessera::parquet

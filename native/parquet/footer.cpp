#include "parquet/footer.h"

#include <algorithm>
#include <limits>

#include "parquet/fault.h"
#include "parquet/format.h"
#include "parquet/thrift.h"

namespace tessera::parquet {

namespace {

/** A row group is held as cells while it is read. */
constexpr uint64_t kMostRows = uint64_t{1} << 26;
constexpr uint32_t kNotWanted = std::numeric_limits<uint32_t>::max();

/** The leaves of the schema, in the order of the chunks. */
void read_schema(Compact& reader, const Wanted& wanted, Footer& footer, std::vector<uint8_t>& is_double) {
  const Compact::Items items = reader.list();
  if (items.kind != kStruct) throw Damaged("its footer has no columns.");
  footer.columns.assign(wanted.size(), kNotWanted);
  footer.optional.assign(wanted.size(), 0);
  is_double.assign(wanted.size(), 0);
  uint32_t leaf = 0;
  for (uint64_t i = 0; i < items.count; ++i) {
    uint64_t type = 0, repetition = 0;
    bool is_group = false;
    std::string_view name;
    reader.fields([&](uint64_t field, uint8_t kind) {
      if (field == 1 && kind == kInt) return type = reader.whole(), true;
      if (field == 3 && kind == kInt) return repetition = reader.whole(), true;
      if (field == 4 && kind == kText) return name = reader.text(), true;
      if (field == 5 && kind == kInt) return is_group = reader.whole() > 0, true;
      return false;
    });
    if (i == 0) continue;
    if (is_group || repetition > kOptional) throw Unsupported("its columns are not flat");
    if (const auto found = wanted.find(name); found != wanted.end()) {
      footer.columns[found->second] = leaf;
      footer.optional[found->second] = repetition == kOptional ? 1 : 0;
      is_double[found->second] = type == kDouble64 ? 1 : 0;
    }
    ++leaf;
  }
}

struct Chunk {
  uint64_t codec = 0;
  uint64_t bytes = 0;
  uint64_t start = std::numeric_limits<uint64_t>::max();
};

Chunk read_chunk(Compact& reader) {
  Chunk chunk;
  reader.fields([&](uint64_t field, uint8_t kind) {
    if (field != 3 || kind != kStruct) return false;
    reader.fields([&](uint64_t own, uint8_t of) {
      if (own == 4 && of == kInt) return chunk.codec = reader.whole(), true;
      if (own == 7 && of == kLong) return chunk.bytes = reader.whole(), true;
      // Of data and of a dictionary, which lies before them.
      if ((own == 9 || own == 11) && of == kLong) return chunk.start = std::min(chunk.start, reader.whole()), true;
      return false;
    });
    return true;
  });
  return chunk;
}

RowGroup read_group(Compact& reader, uint64_t end, Codec& codec) {
  RowGroup group;
  reader.fields([&](uint64_t field, uint8_t kind) {
    if (field == 3 && kind == kLong) return group.rows = reader.whole(), true;
    if (field != 1 || kind != kList) return false;
    const Compact::Items items = reader.list();
    if (items.kind != kStruct) throw Damaged("its footer has a row group without columns.");
    uint64_t at = 0;
    for (uint64_t i = 0; i < items.count; ++i) {
      const Chunk chunk = read_chunk(reader);
      if (i == 0) at = group.start = chunk.start;
      if (chunk.start != at) throw Unsupported("its columns do not lie end to end");
      if (chunk.codec > 1) throw Unsupported("it is packed in another way");
      if (chunk.bytes > std::numeric_limits<uint32_t>::max() || chunk.start > end || chunk.bytes > end - chunk.start)
        throw Damaged("its footer names bytes that it has not.");
      // Names of strategies may not be packed, and are not read here.
      if (i + 1 == items.count) codec = static_cast<Codec>(chunk.codec);
      group.bytes.push_back(static_cast<uint32_t>(chunk.bytes));
      at += chunk.bytes;
    }
    return true;
  });
  if (group.rows > kMostRows) throw Unsupported("its row groups are too large");
  return group;
}

}  // namespace

Footer read_footer(const uint8_t* bytes, size_t size, uint64_t end, const std::vector<std::string>& names) {
  Wanted wanted;
  for (const std::string& name : names) wanted.emplace(name, static_cast<uint32_t>(wanted.size()));
  if (wanted.size() != names.size()) throw Damaged("two of its columns have one name.");
  Footer footer;
  std::vector<uint8_t> is_double;
  Compact reader(bytes, size);
  reader.fields([&](uint64_t field, uint8_t kind) {
    if (field == 2 && kind == kList) return read_schema(reader, wanted, footer, is_double), true;
    if (field != 4 || kind != kList) return false;
    const Compact::Items items = reader.list();
    if (items.kind != kStruct) throw Damaged("its footer has no list of row groups.");
    for (uint64_t i = 0; i < items.count; ++i) footer.groups.push_back(read_group(reader, end, footer.codec));
    return true;
  });
  for (size_t k = 0; k < names.size(); ++k) {
    if (footer.columns.size() <= k || footer.columns[k] == kNotWanted) throw Damaged("it has no column " + names[k] + ".");
    if (!is_double[k]) throw Damaged("its column " + names[k] + " holds no numbers.");
    for (const RowGroup& group : footer.groups) {
      if (footer.columns[k] >= group.bytes.size()) throw Damaged("its footer has a row group without column " + names[k] + ".");
    }
  }
  return footer;
}

}  // namespace tessera::parquet

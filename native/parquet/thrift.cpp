#include "parquet/thrift.h"

#include "parquet/fault.h"

namespace tessera::parquet {

namespace {

/** Structs and lists within one another; a footer has about ten. */
constexpr int kDeepest = 64;

}  // namespace

uint8_t Compact::byte() {
  if (at_ >= size_) throw Damaged("its footer is cut off.");
  return bytes_[at_++];
}

uint64_t Compact::varint() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const uint8_t next = byte();
    value |= static_cast<uint64_t>(next & 127) << shift;
    if (next < 128) return value;
  }
  throw Damaged("its footer has a number that is too long.");
}

/** Zigzag of a number that is not below 0 is twice as much. */
uint64_t Compact::whole() {
  const uint64_t value = varint();
  if ((value & 1) != 0) throw Damaged("its footer has a count below 0.");
  return value / 2;
}

void Compact::pass(uint64_t count) {
  if (count > size_ - at_) throw Damaged("its footer is cut off.");
  at_ += count;
}

std::string_view Compact::text() {
  const uint64_t length = varint();
  const size_t from = at_;
  pass(length);
  return {reinterpret_cast<const char*>(bytes_) + from, static_cast<size_t>(length)};
}

Compact::Items Compact::list() {
  const uint8_t head = byte();
  return {(head >> 4) == 15 ? varint() : head >> 4, static_cast<uint8_t>(head & 15)};
}

void Compact::skip(uint8_t kind, int depth) {
  if (depth > kDeepest) throw Damaged("its footer is deeper than any.");
  switch (kind) {
    case kTrue:
    case kFalse: return;
    case kByte: return pass(1);
    case kShort:
    case kInt:
    case kLong: varint(); return;
    case kDouble: return pass(8);
    case kText: return pass(varint());
    case kList:
    case kSet: {
      const Items items = list();
      for (uint64_t i = 0; i < items.count; ++i) skip_element(items.kind, depth + 1);
      return;
    }
    case kMap: {
      const uint64_t count = varint();
      const uint8_t kinds = count > 0 ? byte() : 0;
      for (uint64_t i = 0; i < count; ++i) {
        skip_element(kinds >> 4, depth + 1);
        skip_element(kinds & 15, depth + 1);
      }
      return;
    }
    case kStruct:
      while (const uint8_t head = byte()) {
        if ((head >> 4) == 0) varint();
        skip(head & 15, depth + 1);
      }
      return;
    default: throw Damaged("its footer is of a kind that is not known.");
  }
}

/** In a list true and false take a byte. */
void Compact::skip_element(uint8_t kind, int depth) {
  if (kind < kByte)
    byte();
  else
    skip(kind, depth);
}

}  // namespace tessera::parquet

#pragma once

#include <cstddef>
#include <cstdint>

namespace tessera::parquet {

/** Unpacks a block of Snappy's raw format to exactly `room` bytes; false where it is none of that length. */
bool unsnap(const uint8_t* packed, size_t size, uint8_t* out, size_t room);

/** Room that `snap` may take for so many bytes. */
constexpr size_t most_snapped(size_t size) { return 32 + size + size / 6; }

/** Packs bytes as a block of that format; returns how many it takes. `out`: most_snapped(size). */
size_t snap(const uint8_t* bytes, size_t size, uint8_t* out);

}  // namespace tessera::parquet

#pragma once

#include <cstddef>
#include <cstdint>

namespace tessera::parquet {

/** Unpacks a block of Snappy's raw format to exactly `room` bytes; false where it is none of that length. */
bool unsnap(const uint8_t* packed, size_t size, uint8_t* out, size_t room);

}  // namespace tessera::parquet

#pragma once

#include <cstddef>
#include <cstdint>

namespace tessera::parquet {

/** CRC-32 as zlib has it. */
uint32_t crc32(const uint8_t* bytes, size_t size);

}  // namespace tessera::parquet

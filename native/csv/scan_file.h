// The pass over the whole file that finds its records.
#pragma once

#include <cstdint>

#include "csv/bytes/byte_file.h"
#include "csv/bytes/tasks.h"
#include "csv/plan.h"
#include "csv/record_index.h"

namespace tessera::csv {

enum class LineEnd : uint8_t { lf, crlf, cr, mixed };

struct FileScan {
  RecordIndex index;
  LineEnd line_end = LineEnd::lf;
};

/**
 * Reads [first_byte, size) in chunks of `chunk_bytes` on `threads` threads; memory: a chunk per thread and the index.
 * Faults: unterminated_quote, changed, io, cancelled.
 */
Error scan_file(const ByteFile& file, uint64_t first_byte, const Dialect& dialect, size_t chunk_bytes, unsigned threads,
                const Watch& watch, FileScan& result);

}  // namespace tessera::csv

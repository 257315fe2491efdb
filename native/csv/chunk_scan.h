// Finds the ends of records in one chunk of a file, without knowing what stands before it: the scan is made for each
// state in which the chunk may begin, and the stitching (record_index.h) picks the right one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera::csv {

/** Where a chunk begins or ends. outside: not in quotes. paired: in quotes, the first byte is the second of a pair. */
enum class QuoteState : uint8_t { outside, quoted, paired };

/** data[-1] and data[size] must be readable: the neighbours in the file, '\n' before the first record, NUL at its end. */
struct Chunk {
  const char* data;
  size_t size;
};

/** A record end that needs more than its position. */
struct EndNote {
  uint32_t index;            ///< into ends
  bool blank = false;        ///< only blanks before it on its line, as far as the chunk shows
  uint64_t inner_lines = 0;  ///< line ends inside quotes since the end before
};

struct ChunkScan {
  std::vector<uint32_t> ends;   ///< offset in the chunk of the byte that ends each record: LF, or CR without LF
  std::vector<EndNote> notes;   ///< ascending
  uint64_t trailing_lines = 0;  ///< line ends inside quotes after the last record end
  bool trailing_blank = true;   ///< only blanks after the last record end
  QuoteState end_state = QuoteState::outside;
  size_t open_quote = kNone;          ///< offset of the quote that is open at the end, kNone = it came before the chunk
  uint64_t open_quote_lines = 0;      ///< of the trailing_lines, those before the open quote
  uint64_t crlf = 0, lf = 0, cr = 0;  ///< record ends of each kind

  static constexpr size_t kNone = static_cast<size_t>(-1);
};

bool has_quote(Chunk chunk);

/** `scan` is fresh. Which states are possible, and which one is right, is up to the caller. */
void scan_chunk(Chunk chunk, QuoteState begin, char delimiter, ChunkScan& scan);

}  // namespace tessera::csv

#include "csv/scan_file.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "csv/bytes/tasks.h"

namespace tessera::csv {
namespace {

/** A chunk's scans by the state in which it may begin. Without quotes, `outside` serves for all. */
struct ChunkResult {
  std::array<ChunkScan, 3> scans;
  bool has_quote = false;

  const ChunkScan& scan(QuoteState state) const { return scans[static_cast<size_t>(state)]; }
};

class ChunkReader {
 public:
  ChunkReader(const ByteFile& file, uint64_t first_byte, char delimiter, size_t chunk_bytes)
      : file_(file), first_byte_(first_byte), delimiter_(delimiter), buffer_(new char[chunk_bytes + 2]) {}

  Error scan(uint64_t offset, size_t size, ChunkResult& result) {
    const size_t before = offset > first_byte_ ? 1 : 0;
    const size_t after = offset + size < file_.size() ? 1 : 0;
    buffer_[0] = '\n';
    buffer_[1 + size] = '\0';
    if (Error error = file_.read_at(offset - before, buffer_.get() + 1 - before, before + size + after)) return error;

    const Chunk chunk{buffer_.get() + 1, size};
    result.has_quote = has_quote(chunk);
    scan_from(QuoteState::outside, chunk, result);
    if (!result.has_quote || before == 0) return {};
    scan_from(QuoteState::quoted, chunk, result);
    if (buffer_[0] == '"' && buffer_[1] == '"') scan_from(QuoteState::paired, chunk, result);
    return {};
  }

 private:
  void scan_from(QuoteState state, Chunk chunk, ChunkResult& result) const {
    scan_chunk(chunk, state, delimiter_, result.scans[static_cast<size_t>(state)]);
  }

  const ByteFile& file_;
  uint64_t first_byte_;
  char delimiter_;
  std::unique_ptr<char[]> buffer_;
};

LineEnd line_end_of(uint64_t lf, uint64_t crlf, uint64_t cr) {
  const int kinds = (lf > 0) + (crlf > 0) + (cr > 0);
  if (kinds > 1) return LineEnd::mixed;
  return crlf > 0 ? LineEnd::crlf : cr > 0 ? LineEnd::cr : LineEnd::lf;
}

Error stitch(const ByteFile& file, uint64_t first_byte, size_t chunk_bytes, const std::vector<ChunkResult>& chunks,
             FileScan& result) {
  size_t expected_rows = 1;
  for (const ChunkResult& chunk : chunks) expected_rows += chunk.scan(QuoteState::outside).ends.size();
  IndexBuilder builder(first_byte, expected_rows);
  QuoteState state = QuoteState::outside;
  uint64_t lf = 0, crlf = 0, cr = 0;
  uint64_t offset = first_byte;
  for (const ChunkResult& chunk : chunks) {
    if (!chunk.has_quote && state != QuoteState::outside) {
      builder.add_quoted(chunk.scan(QuoteState::outside));
    } else {
      const ChunkScan& scan = chunk.scan(state);
      builder.add(scan, offset);
      state = scan.end_state;
      lf += scan.lf;
      crlf += scan.crlf;
      cr += scan.cr;
    }
    offset += chunk_bytes;
  }
  if (state != QuoteState::outside) {
    return {Fault::unterminated_quote, file.path() + ": a quoted cell is opened here and never closed",
            builder.open_quote_line()};
  }
  result.index = builder.finish(file.size());
  result.line_end = line_end_of(lf, crlf, cr);
  return {};
}

}  // namespace

Error scan_file(const ByteFile& file, uint64_t first_byte, const Dialect& dialect, size_t chunk_bytes, unsigned threads,
                const Watch& watch, FileScan& result) {
  std::vector<ChunkResult> chunks((file.size() - first_byte + chunk_bytes - 1) / chunk_bytes);
  Error first_error;
  std::mutex mutex;
  parallel_tasks(threads, chunks.size(), [&] {
    return [&, reader = ChunkReader(file, first_byte, dialect.delimiter, chunk_bytes)](size_t index) mutable {
      const uint64_t offset = first_byte + index * chunk_bytes;
      const size_t size = static_cast<size_t>(std::min<uint64_t>(chunk_bytes, file.size() - offset));
      Error error = reader.scan(offset, size, chunks[index]);
      if (!error && watch.cancelled()) error = {Fault::cancelled, "cancelled", 0};
      if (error) {
        const std::lock_guard lock(mutex);
        if (!first_error) first_error = std::move(error);
        return false;
      }
      watch.add(size);
      return true;
    };
  });
  if (first_error) return first_error;
  return stitch(file, first_byte, chunk_bytes, chunks, result);
}

}  // namespace tessera::csv

#include "csv/record_index.h"

#include <algorithm>
#include <cstring>

namespace tessera::csv {

namespace {

const char* find_byte(const char* at, const char* end, char byte) {
  const void* found = at < end ? std::memchr(at, byte, static_cast<size_t>(end - at)) : nullptr;
  return found != nullptr ? static_cast<const char*>(found) : end;
}

/** The next line end at or after a position that only grows. memchr finds it, one search per kind. */
class LineEnds {
 public:
  LineEnds(const char* begin, const char* end) : end_(end), lf_(find_byte(begin, end, '\n')), cr_(lone_cr(begin)) {}

  const char* next(const char* at) {
    if (lf_ < at) lf_ = find_byte(at, end_, '\n');
    if (cr_ < at) cr_ = lone_cr(at);
    return std::min(lf_, cr_);
  }

 private:
  const char* lone_cr(const char* at) const {
    const char* cr = find_byte(at, end_, '\r');
    while (cr < end_ && cr[1] == '\n') cr = find_byte(cr + 1, end_, '\r');  // cr[1] may be the chunk's neighbour
    return cr;
  }

  const char* end_;
  const char* lf_;
  const char* cr_;
};

class Scanner {
 public:
  Scanner(Chunk chunk, char delimiter, ChunkScan& scan)
      : begin_(chunk.data),
        end_(chunk.data + chunk.size),
        delimiter_(delimiter),
        scan_(scan),
        lines_(begin_, end_),
        quote_(find_byte(begin_, end_, '"')),
        record_(begin_) {}

  void run(QuoteState state) {
    const char* at = begin_ + (state == QuoteState::paired ? 1 : 0);
    bool outside = state == QuoteState::outside;
    while (at < end_) at = outside ? pass_unquoted(at, outside) : pass_quoted(at, outside);
    if (!outside) scan_.end_state = at > end_ ? QuoteState::paired : QuoteState::quoted;
    scan_.trailing_lines = inner_lines_;
    scan_.trailing_blank = is_blank(record_, end_);
  }

 private:
  /** Records ends up to the next opening quote. */
  const char* pass_unquoted(const char* at, bool& outside) {
    for (;;) {
      const char* quote = next_quote(at);
      for (const char* line = lines_.next(at); line < quote; line = lines_.next(at)) {
        end_record(line);
        at = line + 1;
      }
      if (quote == end_) return end_;
      at = quote + 1;
      if (quote[-1] == delimiter_ || quote[-1] == '\n' || quote[-1] == '\r') {
        outside = false;
        scan_.open_quote = static_cast<size_t>(quote - begin_);
        scan_.open_quote_lines = inner_lines_;
        return at;
      }
    }
  }

  /** Counts line ends up to the closing quote. A pair may reach one byte over the end of the chunk. */
  const char* pass_quoted(const char* at, bool& outside) {
    const char* quote = next_quote(at);
    for (const char* line = lines_.next(at); line < quote; line = lines_.next(line + 1)) ++inner_lines_;
    if (quote == end_) return end_;
    if (quote[1] == '"') return quote + 2;
    outside = true;
    scan_.open_quote = ChunkScan::kNone;
    return quote + 1;
  }

  const char* next_quote(const char* at) {
    if (quote_ < at) quote_ = find_byte(at, end_, '"');
    return quote_;
  }

  void end_record(const char* line) {
    ++(*line == '\r' ? scan_.cr : line[-1] == '\r' ? scan_.crlf : scan_.lf);
    const bool blank = is_blank(record_, line);
    if (blank || inner_lines_ > 0) {
      scan_.notes.push_back({static_cast<uint32_t>(scan_.ends.size()), blank, inner_lines_});
      inner_lines_ = 0;
    }
    scan_.ends.push_back(static_cast<uint32_t>(line - begin_));
    record_ = line + 1;
  }

  bool is_blank(const char* at, const char* end) const {
    while (at < end && (*at == ' ' || *at == '\r' || (*at == '\t' && delimiter_ != '\t'))) ++at;
    return at == end;
  }

  const char* begin_;
  const char* end_;
  char delimiter_;
  ChunkScan& scan_;
  LineEnds lines_;
  const char* quote_;
  const char* record_;  ///< start of the current record, or of the chunk
  uint64_t inner_lines_ = 0;
};

}  // namespace

bool has_quote(Chunk chunk) { return find_byte(chunk.data, chunk.data + chunk.size, '"') != chunk.data + chunk.size; }

void scan_chunk(Chunk chunk, QuoteState begin, char delimiter, ChunkScan& scan) { Scanner(chunk, delimiter, scan).run(begin); }

uint64_t RecordIndex::line(size_t row) const {
  const auto after =
      std::upper_bound(lines_.begin(), lines_.end(), row, [](uint64_t wanted, const LineRun& run) { return wanted < run.row; });
  const LineRun& run = *(after - 1);
  return run.line + (row - run.row);
}

void IndexBuilder::add(const ChunkScan& scan, uint64_t offset) {
  auto note = scan.notes.begin();
  for (size_t i = 0; i < scan.ends.size(); ++i) {
    bool blank = false;
    if (note != scan.notes.end() && note->index == i) {
      inner_lines_ += note->inner_lines;
      blank = note->blank && (i > 0 || blank_);
      ++note;
    }
    end_record(offset + scan.ends[i], blank);
  }
  if (scan.open_quote != ChunkScan::kNone) open_quote_line_ = line_ + inner_lines_ + scan.open_quote_lines;
  inner_lines_ += scan.trailing_lines;
  blank_ = scan.trailing_blank && (blank_ || !scan.ends.empty());
}

void IndexBuilder::add_quoted(const ChunkScan& scan) { inner_lines_ += scan.ends.size(); }

void IndexBuilder::end_record(uint64_t end, bool blank) {
  if (!blank) {
    if (index_.header_line_ == 0) {
      index_.header_begin_ = record_;
      index_.header_end_ = end;
      index_.header_line_ = line_;
    } else {
      if (line_ != next_line_) index_.lines_.push_back({index_.starts_.size(), line_});
      next_line_ = line_ + 1;
      index_.starts_.push_back(record_);
    }
  }
  record_ = end + 1;
  line_ += 1 + inner_lines_;
  inner_lines_ = 0;
}

RecordIndex IndexBuilder::finish(uint64_t file_size) {
  index_.end_ = file_size;
  if (record_ < file_size) end_record(file_size, blank_);
  return std::move(index_);
}

}  // namespace tessera::csv

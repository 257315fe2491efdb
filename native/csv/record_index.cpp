#include "csv/record_index.h"

#include <algorithm>

namespace tessera::csv {

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

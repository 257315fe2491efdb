#include "csv/block_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "csv/numbers/number_run.h"
#include "csv/numbers/plain_number.h"

namespace tessera::csv {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/** Where `text` may be cut so that no UTF-8 character is torn. */
std::string_view cut(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

/** NaN counts for nothing. */
double largest_size(const double* values, size_t count) {
  double largest = 0;
  for (size_t i = 0; i < count; ++i) largest = std::fabs(values[i]) > largest ? std::fabs(values[i]) : largest;
  return largest;
}

}  // namespace

BlockReader::BlockReader(const ByteFile& file, const RecordIndex& index, const Dialect& dialect, const ColumnPlan& plan,
                         const Watch& watch, size_t window_bytes)
    : index_(index),
      dialect_(dialect),
      plan_(plan),
      window_(file, watch, window_bytes),
      number_cell_(dialect),
      run_decimal_(dialect.decimal == '\0' ? dialect.delimiter : dialect.decimal),
      plain_decimal_(run_decimal_ == dialect.delimiter ? kNoDecimal : run_decimal_),
      quoted_decimal_(dialect.decimal == '\0' ? kNoDecimal : dialect.decimal) {}

Error BlockReader::read(size_t first, size_t last, Target out, double* line, size_t reject_limit, Block& block) {
  block_ = &block;
  block.texts.resize(plan_.texts);
  reject_limit_ = reject_limit;
  if (!window_.start(index_.start(first), index_.start(last))) return window_.error();
  for (size_t row = first; row < last; ++row) {
    row_ = row;
    line_ = index_.line(row);
    at_ = window_.seek(index_.start(row));
    if (at_ == nullptr || !read_row(out.rows)) return window_.error();
    *line++ = static_cast<double>(index_.line(row));
    block.largest = std::max(block.largest, largest_size(out.rows, plan_.numbers));
    out.rows += out.stride;
  }
  return {};
}

bool BlockReader::read_row(double* out) {
  column_ = 0;
  row_ended_ = false;
  for (const ColumnRun& run : plan_.runs) {
    const bool is_read = run.role == Role::number ? read_numbers(run, out + run.target)
                         : run.role == Role::text ? read_texts(run)
                                                  : skip(run);
    if (!is_read) return false;
    if (row_ended_) fill_missing(run, out);
  }
  return row_ended_ || !plan_.whole_rows || read_extra();
}

bool BlockReader::read_numbers(const ColumnRun& run, double* value) {
  while (column_ < run.end && !row_ended_) {
    // The loop that matters: plain numbers, each ended by a delimiter.
    if (*at_ != '"') {
      const size_t taken = parse_number_run(at_, dialect_.delimiter, run_decimal_, value, run.end - column_);
      value += taken;
      column_ += static_cast<uint32_t>(taken);
    }
    if (column_ < run.end && !read_number_slowly(*value++)) return false;
  }
  return true;
}

/** The row's last cell, a quoted number, or something to be looked at closely. */
bool BlockReader::read_number_slowly(double& value) {
  const bool quoted = *at_ == '"';
  const char* end = parse_plain(at_ + quoted, quoted ? quoted_decimal_ : plain_decimal_, value);
  if (end != nullptr && quoted) end = *end == '"' ? end + 1 : nullptr;
  if (end != nullptr && end < window_.end() && (*end == dialect_.delimiter || is_line_end(*end))) {
    advance(end);
    return true;
  }
  Cell cell;
  if (!next_cell(cell)) return false;
  RejectReason reason = number_cell_.read(decode(cell, scratch_), value);
  if (cell.quoted() && reason == RejectReason::none) {
    // "12"3 would read as 123.
    const std::string_view tail = cell.tail();
    if (!std::all_of(tail.begin(), tail.end(), [this](char c) { return dialect_.is_blank(c); })) {
      reason = RejectReason::text;
      value = kMissing;
    }
  }
  if (reason != RejectReason::none) miss(column_, reason, decode(cell, scratch_));
  line_ += cell.newlines;
  advance(cell.next);
  return true;
}

bool BlockReader::read_texts(const ColumnRun& run) {
  for (StringTable* table = &block_->texts[run.target]; column_ < run.end && !row_ended_; ++table) {
    Cell cell;
    if (!next_cell(cell)) return false;
    table->push_back(decode(cell, scratch_));
    line_ += cell.newlines;
    advance(cell.next);
  }
  return true;
}

bool BlockReader::skip(const ColumnRun& run) {
  while (column_ < run.end && !row_ended_) {
    Cell cell;
    if (!next_cell(cell)) return false;
    line_ += cell.newlines;
    advance(cell.next);
  }
  return true;
}

/** The whole cell at at_, which may move with the window. */
bool BlockReader::next_cell(Cell& cell) {
  for (;;) {
    cell = find_cell(at_, window_.end(), dialect_.delimiter, window_.final());
    if (cell.complete) return true;
    if (!window_.refill(at_)) return false;
  }
}

/** `end` is the delimiter, line end or end of data after the current cell. */
void BlockReader::advance(const char* end) {
  row_ended_ = end == window_.end() || *end != dialect_.delimiter;
  at_ = row_ended_ ? end : end + 1;
  ++column_;
}

void BlockReader::fill_missing(const ColumnRun& run, double* out) {
  for (; column_ < run.end; ++column_) {
    if (run.role == Role::ignore) continue;
    const uint32_t target = run.target + (column_ - run.begin);
    if (run.role == Role::number) out[target] = kMissing;
    if (run.role == Role::text) block_->texts[target].push_back({});
    miss(column_, RejectReason::missing_cell, {});
  }
}

/** The record goes on after the last column: one reject with all the rest. */
bool BlockReader::read_extra() {
  const uint64_t byte = window_.offset_of(at_);
  const uint64_t line = line_;
  std::string rest;
  while (!row_ended_) {
    Cell cell;
    if (!next_cell(cell)) return false;
    const auto size = static_cast<size_t>(cell.next - cell.begin);
    if (rest.size() <= kMaxRejectText) rest.append(cell.begin, std::min(size, kMaxRejectText + 1));
    advance(cell.next);
    if (!row_ended_ && rest.size() <= kMaxRejectText) rest.push_back(dialect_.delimiter);
  }
  list(Reject{row_, plan_.columns, RejectReason::extra_cell, line, byte}, rest);
  return true;
}

void BlockReader::miss(uint32_t column, RejectReason reason, std::string_view text) {
  list(Reject{row_, column, reason, line_, window_.offset_of(at_)}, text);
}

void BlockReader::list(const Reject& reject, std::string_view text) {
  RejectList& rejects = block_->rejects;
  ++rejects.count;
  if (rejects.cells.size() >= reject_limit_) return;
  rejects.cells.push_back(reject);
  rejects.texts.push_back(cut(text, kMaxRejectText));
}

}  // namespace tessera::csv

#include "csv/csv_file.h"

#include <algorithm>
#include <cstring>

#include "csv/hash_file.h"
#include "csv/parallel.h"
#include "csv/plain_number.h"

namespace tessera::csv {
namespace {

constexpr char kByteOrderMark[] = {'\xef', '\xbb', '\xbf'};

}  // namespace

Error CsvFile::open(const std::string& path, const Dialect& dialect, const OpenOptions& options, tsr_control* control,
                    std::unique_ptr<CsvFile>& result) {
  if (const std::string problem = dialect.problem(); !problem.empty()) return {Fault::bad_argument, problem, 0};
  std::unique_ptr<CsvFile> opened(new CsvFile(dialect, options.pieces));
  if (Error error = opened->file_.open(path)) return error;
  if (Error error = opened->scan(options, control)) return error;
  if (Error error = opened->read_header()) return error;
  if (Error error = opened->file_.check_unchanged()) return error;
  result = std::move(opened);
  return {};
}

Error CsvFile::scan(const OpenOptions& options, tsr_control* control) {
  char first[sizeof kByteOrderMark] = {};
  if (Error error = file_.read_at(0, first, std::min<size_t>(sizeof first, file_.size()))) return error;
  has_bom_ = std::memcmp(first, kByteOrderMark, sizeof first) == 0;
  const uint64_t first_byte = has_bom_ ? sizeof first : 0;

  const Watch watch(control, file_.size() * (options.sha256 ? 2 : 1));
  HashingThread hashing(file_, watch, options.sha256);
  // The hashing thread is one of those asked for.
  const unsigned threads = std::max(1u, thread_count(options.threads) - (options.sha256 ? 1 : 0));
  if (Error error = scan_file(file_, first_byte, dialect_, pieces_.scan_bytes, threads, watch, scan_)) return error;
  return hashing.result(sha256_);
}

Error CsvFile::read_header() {
  const RecordIndex& index = scan_.index;
  if (!index.has_header()) return {Fault::empty, file_.path() + " is empty", 0};
  const uint64_t size = index.header_end() - index.header_begin();
  if (size > kMaxHeaderBytes) {
    return {Fault::header_too_long, file_.path() + ": the first record is longer than 64 MiB, so this is hardly a table",
            index.header_line()};
  }
  std::string text(size + kReadAhead, '\0');
  if (Error error = file_.read_at(index.header_begin(), text.data(), size)) return error;
  const char* end = text.data() + size;
  if (size > 0 && end[-1] == '\r') --end;  // of a CRLF
  std::string scratch;
  for (const char* at = text.data();; ++at) {
    const Cell cell = find_cell(at, end, dialect_.delimiter, true);
    header_.push_back(decode(cell, scratch));
    if (header_.size() > kMaxColumns) {
      return {Fault::header_too_long, file_.path() + ": more than 4,194,304 columns", index.header_line()};
    }
    at = cell.next;
    if (at == end || *at != dialect_.delimiter) return {};
  }
}

}  // namespace tessera::csv

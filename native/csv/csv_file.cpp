#include "csv/csv_file.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

#include "csv/bytes/hash_file.h"
#include "csv/bytes/tasks.h"
#include "csv/numbers/plain_number.h"

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
  if (Error error = opened->read_header(options.header_bytes)) return error;
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

Error CsvFile::read_header(uint64_t most_bytes) {
  const RecordIndex& index = scan_.index;
  if (!index.has_header()) return {Fault::empty, file_.path() + " is empty", 0};
  const uint64_t size = index.header_end() - index.header_begin();
  if (size > most_bytes) {
    return {Fault::header_too_long,
            file_.path() + ": the first record is longer than " + std::to_string(most_bytes >> 20) + " MiB",
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
      return {Fault::too_many_columns, file_.path() + ": more than 4,194,304 columns", index.header_line()};
    }
    at = cell.next;
    if (at == end || *at != dialect_.delimiter) return {};
  }
}

// Reading: blocks of rows on several threads, their lists put together in order.

namespace {

/** First rows of the blocks, and the end: whole rows, at least `block_bytes` together unless they are the last. */
std::vector<size_t> block_bounds(const RecordIndex& index, size_t first, size_t last, size_t block_bytes) {
  std::vector<size_t> bounds{first};
  uint64_t begin = index.start(first);
  for (size_t row = first + 1; row < last; ++row) {
    if (index.start(row) - begin >= block_bytes) {
      bounds.push_back(row);
      begin = index.start(row);
    }
  }
  bounds.push_back(last);
  return bounds;
}

/** Takes finished blocks in any order and appends them to the result in order of rows. */
class Merger {
 public:
  Merger(size_t blocks, size_t reject_limit, RowsRead& result)
      : waiting_(blocks), ready_(blocks, false), reject_limit_(reject_limit), result_(result) {}

  /** How many rejects a block that begins now can at most add to the list. */
  size_t rejects_left() {
    const std::lock_guard lock(mutex_);
    return reject_limit_ - result_.rejects.cells.size();
  }

  void add(size_t index, Block&& block) {
    const std::lock_guard lock(mutex_);
    waiting_[index] = std::move(block);
    ready_[index] = true;
    for (; next_ < ready_.size() && ready_[next_]; ++next_) append(std::exchange(waiting_[next_], {}));
  }

  void fail(Error&& error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
  }
  const Error& error() const { return error_; }

 private:
  void append(Block&& block) {
    result_.largest = std::max(result_.largest, block.largest);
    for (size_t i = 0; i < block.texts.size(); ++i) result_.texts[i].append(block.texts[i], block.texts[i].size());
    RejectList& all = result_.rejects;
    const size_t taken = std::min(reject_limit_ - all.cells.size(), block.rejects.cells.size());
    all.count += block.rejects.count;
    all.cells.insert(all.cells.end(), block.rejects.cells.begin(), block.rejects.cells.begin() + static_cast<ptrdiff_t>(taken));
    all.texts.append(block.rejects.texts, taken);
  }

  std::mutex mutex_;
  std::vector<Block> waiting_;
  std::vector<bool> ready_;
  size_t next_ = 0;
  size_t reject_limit_;
  RowsRead& result_;
  Error error_;
};

}  // namespace

Error CsvFile::read_rows(const ReadRequest& request, tsr_control* control, RowsRead& result) const {
  const RecordIndex& index = scan_.index;
  if (request.roles.size() != header_.size()) {
    return {Fault::bad_argument, "roles must name every column of the header", 0};
  }
  if (request.first_row > row_count() || request.row_count > row_count() - request.first_row) {
    return {Fault::bad_argument, "the file has no such rows", 0};
  }
  const Dialect& dialect = request.dialect ? *request.dialect : dialect_;
  if (const std::string problem = dialect.problem(); !problem.empty()) return {Fault::bad_argument, problem, 0};
  const size_t first = request.first_row;
  const size_t last = first + request.row_count;
  const ColumnPlan plan(request.roles, request.stop_early);
  result.texts.resize(plan.texts);
  result.lines.resize(request.row_count);
  const Watch watch(control, index.start(last) - index.start(first));
  if (Error error = file_.check_unchanged()) return error;
  if (request.row_count == 0) return {};

  const size_t stride = request.stride == 0 ? plan.numbers : request.stride;
  const std::vector<size_t> bounds = block_bounds(index, first, last, pieces_.block_bytes);
  Merger merger(bounds.size() - 1, request.reject_limit, result);
  parallel_tasks(thread_count(request.threads), bounds.size() - 1, [&] {
    return [&, reader = BlockReader(file_, index, dialect, plan, watch, pieces_.window_bytes)](size_t i) mutable {
      const size_t skipped = bounds[i] - first;
      Block block;
      Error error = reader.read(bounds[i], bounds[i + 1], {request.out + skipped * stride, stride},
                                result.lines.data() + skipped, merger.rejects_left(), block);
      if (error) {
        merger.fail(std::move(error));
        return false;
      }
      merger.add(i, std::move(block));
      return true;
    };
  });
  if (merger.error()) return merger.error();
  return file_.check_unchanged();
}

}  // namespace tessera::csv

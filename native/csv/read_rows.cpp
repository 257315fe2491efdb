// CsvFile::read_rows: blocks of rows on several threads, their lists put together in order.
#include <algorithm>
#include <mutex>
#include <utility>

#include "csv/csv_file.h"
#include "csv/parallel.h"

namespace tessera::csv {
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
  const size_t first = request.first_row;
  const size_t last = first + request.row_count;
  const ColumnPlan plan(request.roles, request.stop_early);
  result.texts.resize(plan.texts);
  result.lines.resize(request.row_count);
  const Watch watch(control, index.start(last) - index.start(first));
  if (Error error = file_.check_unchanged()) return error;
  if (request.row_count == 0) return {};

  const std::vector<size_t> bounds = block_bounds(index, first, last, pieces_.block_bytes);
  Merger merger(bounds.size() - 1, request.reject_limit, result);
  parallel_tasks(thread_count(request.threads), bounds.size() - 1, [&] {
    return [&, reader = BlockReader(file_, index, dialect_, plan, watch, pieces_.window_bytes)](size_t i) mutable {
      const size_t skipped = bounds[i] - first;
      Block block;
      Error error = reader.read(bounds[i], bounds[i + 1], request.out + skipped * plan.numbers, result.lines.data() + skipped,
                                merger.rejects_left(), block);
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

#include "parquet/cell_files.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <utility>

#include "csv/bytes/byte_file.h"
#include "csv/bytes/tasks.h"
#include "parquet/chunk.h"
#include "parquet/crc32.h"
#include "parquet/fault.h"

namespace tessera::parquet {

/** A file of which whole blocks are read, and checked. */
class CellFiles::Reader {
 public:
  explicit Reader(const CellFile& file) : file_(file) {
    if (const csv::Error error = bytes_.open(file.path)) throw Damaged(error.message);
    if (bytes_.size() != file.bytes)
      throw Damaged("it has " + std::to_string(bytes_.size()) + " bytes instead of " + std::to_string(file.bytes) + ".");
    if (!file.sums.empty() && file.sums.size() < (file.bytes + kBlock - 1) / kBlock)
      throw Damaged("its check sums are cut off.");
  }

  const CellFile& file() const { return file_; }

  /** Bytes `from` .. `to` - 1, which are in the file; in `buffer` until it is used again. */
  const uint8_t* read(uint64_t from, uint64_t to, std::vector<uint8_t>& buffer) const {
    const uint64_t first = from / kBlock, last = (to + kBlock - 1) / kBlock;
    const uint64_t start = first * kBlock, end = std::min(file_.bytes, last * kBlock);
    if (buffer.size() < end - start) buffer.resize(end - start);
    if (const csv::Error error = bytes_.read_at(start, reinterpret_cast<char*>(buffer.data()), end - start))
      throw Damaged(error.message);
    for (uint64_t block = first; !file_.sums.empty() && block < last; ++block) {
      const uint64_t at = block * kBlock - start;
      if (crc32(buffer.data() + at, std::min(kBlock, end - start - at)) != file_.sums[block])
        throw Damaged("bytes " + std::to_string(block * kBlock) + " to " + std::to_string(block * kBlock + kBlock - 1) +
                      " are not as they were written.");
    }
    return buffer.data() + (from - start);
  }

 private:
  const CellFile& file_;
  csv::ByteFile bytes_;
};

namespace {

/** Behind the footer: its length and "PAR1". */
constexpr uint64_t kEnd = 8;

/** Strategies that lie side by side in a row group and among those that are chosen. */
struct Run {
  uint64_t from;  ///< in the row group
  uint64_t to;    ///< among the chosen
  uint64_t count;
};

/** One of `of` shares of a file: row groups side by side, in the last also what came after the file was written. */
struct Share {
  size_t file;
  size_t number;
  size_t of;

  size_t start(size_t groups) const { return groups * number / of; }
  size_t end(size_t groups) const { return groups * (number + 1) / of; }
  bool has_absent() const { return number + 1 == of; }
};

/** A file each; where there are fewer of them than threads, so many shares that every thread has some. */
std::vector<Share> shares_of(size_t files, unsigned threads) {
  constexpr size_t kOfThread = 4;  // so that none waits long for the last
  const size_t of = files == 0 || files >= threads ? 1 : (kOfThread * threads + files - 1) / files;
  std::vector<Share> shares;
  for (size_t file = 0; file < files; ++file) {
    for (size_t number = 0; number < of; ++number) shares.push_back({file, number, of});
  }
  return shares;
}

/** What each row group of a share has of the chosen strategies. */
std::vector<std::vector<Run>> runs_of(const Footer& footer, const Share& share, const std::vector<uint32_t>& places,
                                      std::vector<Run>& absent) {
  std::vector<std::vector<Run>> runs(footer.groups.size());
  std::vector<uint64_t> ends;
  uint64_t rows = 0;
  for (const RowGroup& group : footer.groups) ends.push_back(rows += group.rows);
  const size_t first = share.start(runs.size()), last = share.end(runs.size());
  const uint64_t start = first == 0 ? 0 : ends[first - 1], end = last == 0 ? 0 : ends[last - 1];
  for (size_t k = 0; k < places.size(); ++k) {
    const bool is_absent = places[k] >= rows;
    if (is_absent ? !share.has_absent() : places[k] < start || places[k] >= end) continue;
    const size_t group = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), places[k]) - ends.begin());
    std::vector<Run>& list = is_absent ? absent : runs[group];
    const uint64_t from = is_absent ? places[k] : places[k] - (ends[group] - footer.groups[group].rows);
    if (!list.empty() && list.back().from + list.back().count == from && list.back().to + list.back().count == k)
      ++list.back().count;
    else
      list.push_back({from, k, 1});
  }
  return runs;
}

/** What a thread needs while it reads one share after the other. */
struct Work {
  std::vector<uint8_t> buffer;
  std::vector<double> cells;
  ChunkDecoder decoder;
};

}  // namespace

CellFiles::CellFiles(std::vector<CellFile> files) : files_(std::move(files)), known_(new Known[files_.size()]) {
  for (const CellFile& file : files_) {
    for (const uint32_t row : file.rows) row_count_ = std::max<uint64_t>(row_count_, uint64_t{row} + 1);
  }
}

std::shared_ptr<const Footer> CellFiles::footer_of(size_t file, const Reader& reader) {
  Known& known = known_[file];
  const std::lock_guard guard(known.lock);
  if (known.footer) return known.footer;
  const uint64_t size = files_[file].bytes;
  std::vector<uint8_t> buffer;
  if (size < kEnd) throw Damaged("its footer is not where it should be.");
  uint32_t length = 0;
  std::memcpy(&length, reader.read(size - kEnd, size, buffer), sizeof length);
  if (length == 0 || length > size - kEnd) throw Damaged("its footer is not where it should be.");
  const uint64_t start = size - kEnd - length;
  const uint8_t* const bytes = reader.read(start, size - kEnd, buffer);
  known.footer = std::make_shared<const Footer>(read_footer(bytes, length, start, files_[file].columns));
  return known.footer;
}

ReadEnd CellFiles::read(const std::vector<uint32_t>& places, const Target& target, unsigned threads, tsr_control* control) {
  const unsigned wanted = csv::thread_count(threads);
  const std::vector<Share> shares = shares_of(files_.size(), wanted);
  const csv::Watch watch(control, shares.size());
  ReadEnd end;
  std::mutex end_lock;
  std::atomic<uint64_t> bytes_read{0};
  const auto stop = [&](ReadEnd::Kind kind, const std::string& path, const char* message) {
    const std::lock_guard guard(end_lock);
    if (end.kind == ReadEnd::Kind::well) end = {kind, path, message};
    return false;
  };

  const auto read_share = [&](const Share& share, Work& work) {
    const CellFile& file = files_[share.file];
    if (file.columns.empty()) return;
    const Reader reader(file);
    const std::shared_ptr<const Footer> footer = footer_of(share.file, reader);
    std::vector<Run> absent;
    const std::vector<std::vector<Run>> runs = runs_of(*footer, share, places, absent);
    const auto [first, last] = std::minmax_element(footer->columns.begin(), footer->columns.end());
    for (size_t g = share.start(runs.size()); g < share.end(runs.size()) && !watch.cancelled(); ++g) {
      if (runs[g].empty()) continue;
      const RowGroup& group = footer->groups[g];
      std::vector<uint64_t> starts(group.bytes.size() + 1, group.start);
      for (size_t c = 0; c < group.bytes.size(); ++c) starts[c + 1] = starts[c] + group.bytes[c];
      const uint64_t from = starts[*first];
      const uint8_t* const bytes = reader.read(from, starts[*last + 1], work.buffer);
      bytes_read.fetch_add(starts[*last + 1] - from, std::memory_order_relaxed);
      const bool is_whole = runs[g].size() == 1 && runs[g][0].count == group.rows;
      for (size_t k = 0; k < file.columns.size(); ++k) {
        const uint32_t column = footer->columns[k];
        double* const row = target.out + file.rows[k] * target.stride;
        if (!is_whole) work.cells.resize(group.rows);
        double* const cells = is_whole ? row + runs[g][0].to : work.cells.data();
        work.decoder.decode(bytes + (starts[column] - from), group.bytes[column], footer->codec, footer->optional[k] != 0,
                            group.rows, cells);
        if (is_whole) continue;
        for (const Run& run : runs[g]) std::copy_n(cells + run.from, run.count, row + run.to);
      }
    }
    for (const Run& run : absent) {
      for (const uint32_t row : file.rows)
        std::fill_n(target.out + row * target.stride + run.to, run.count, std::numeric_limits<double>::quiet_NaN());
    }
  };

  csv::parallel_tasks(wanted, shares.size(), [&] {
    return [&, work = Work{}](size_t s) mutable {
      const std::string& path = files_[shares[s].file].path;
      try {
        read_share(shares[s], work);
      } catch (const Damaged& fault) {
        return stop(ReadEnd::Kind::damaged, path, fault.what());
      } catch (const Unsupported& fault) {
        return stop(ReadEnd::Kind::unsupported, path, fault.what());
      }
      if (watch.cancelled()) return stop(ReadEnd::Kind::cancelled, path, "");
      watch.add(1);
      return true;
    };
  });
  end.bytes = bytes_read.load();
  return end;
}

}  // namespace tessera::parquet

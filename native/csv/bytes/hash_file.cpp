#include "csv/bytes/hash_file.h"

#include <algorithm>
#include <memory>
#include <new>
#include <system_error>

#include "csv/bytes/sha256.h"

namespace tessera::csv {

HashingThread::HashingThread(const ByteFile& file, const Watch& watch, bool wanted) : file_(file), watch_(watch) {
  if (!wanted) return;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    is_late_ = true;  // the system has no thread left
  }
}

Error HashingThread::result(std::string& sha256) {
  if (thread_.joinable()) thread_.join();
  if (is_late_) run();
  sha256 = sha256_;
  return error_;
}

void HashingThread::stop() {
  stopped_.store(true, std::memory_order_relaxed);
  if (thread_.joinable()) thread_.join();
}

void HashingThread::run() noexcept {
  constexpr size_t kPieceBytes = size_t{256} << 10;
  try {
    const std::unique_ptr<char[]> buffer(new char[kPieceBytes]);
    Sha256 hash;
    for (uint64_t offset = 0; offset < file_.size(); offset += kPieceBytes) {
      if (stopped_.load(std::memory_order_relaxed)) return;
      if (watch_.cancelled()) {
        error_ = {Fault::cancelled, "cancelled", 0};
        return;
      }
      const auto size = static_cast<size_t>(std::min<uint64_t>(kPieceBytes, file_.size() - offset));
      if ((error_ = file_.read_at(offset, buffer.get(), size))) return;
      hash.update(buffer.get(), size);
      watch_.add(size);
    }
    sha256_ = hash.finish();
  } catch (const std::bad_alloc&) {
    error_ = {Fault::out_of_memory, "there is not enough memory", 0};
  }
}

}  // namespace tessera::csv

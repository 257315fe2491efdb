#include "csv/byte_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tessera::csv {

bool ByteWindow::start(uint64_t begin, uint64_t limit) {
  offset_ = begin;
  limit_ = limit;
  return load(0);
}

bool ByteWindow::refill(const char*& at) {
  const auto dropped = static_cast<size_t>(at - data());
  const size_t kept = size_ - dropped;
  if (kept > capacity_ / 2) {
    const size_t wanted = capacity_ * 2;
    std::unique_ptr<char[]> larger(new char[kReadBehind + wanted + kReadAhead]());
    std::memcpy(larger.get() + kReadBehind, at, kept);
    buffer_ = std::move(larger);
    capacity_ = wanted;
  } else {
    std::memmove(data(), at, kept);
  }
  offset_ += dropped;
  const bool loaded = load(kept);
  at = data();
  return loaded;
}

const char* ByteWindow::seek(uint64_t offset) {
  // Before the window it can only lie when the file changed since its scan and a record went on too far.
  if (offset < offset_ || offset > offset_ + size_ || (offset == offset_ + size_ && !final())) {
    offset_ = offset;
    if (!load(0)) return nullptr;
  }
  return data() + (offset - offset_);
}

/** Fills the buffer behind its first `kept` bytes. */
bool ByteWindow::load(size_t kept) {
  size_ = kept;
  const size_t count = static_cast<size_t>(std::min<uint64_t>(capacity_ - kept, limit_ - offset_ - kept));
  error_ = watch_.cancelled() ? Error{Fault::cancelled, "cancelled", 0} : file_.read_at(offset_ + kept, data() + kept, count);
  if (error_) return false;
  size_ += count;
  std::memset(data() + size_, 0, kReadAhead);
  watch_.add(count);
  return true;
}

}  // namespace tessera::csv

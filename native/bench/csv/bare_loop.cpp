#include "bench/csv/bare_loop.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace tessera::bench {

namespace {

/** A file in memory as the system maps it; empty when it cannot be. */
class Mapped {
 public:
  explicit Mapped(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY);
    struct stat about {};
    if (file >= 0 && fstat(file, &about) == 0) size_ = static_cast<size_t>(about.st_size);
    if (size_ > 0) at_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (file >= 0) close(file);
  }
  ~Mapped() {
    if (at_ != MAP_FAILED) munmap(at_, size_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;

  std::string_view text() const {
    return at_ == MAP_FAILED ? std::string_view() : std::string_view(static_cast<const char*>(at_), size_);
  }

 private:
  void* at_ = MAP_FAILED;
  size_t size_ = 0;
};

/** The lines below the header. */
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = text.find('\n') + 1; begin > 0 && begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

size_t read_line(std::string_view line, size_t texts, double* out) {
  const char *at = line.data(), *const end = at + line.size();
  for (size_t k = 0; k < texts && at != nullptr; ++k) {
    at = static_cast<const char*>(std::memchr(at, ',', static_cast<size_t>(end - at)));
    if (at != nullptr) ++at;
  }
  size_t numbers = 0;
  while (at != nullptr && at < end) {
    const auto [next, code] = std::from_chars(at, end, out[numbers]);
    if (code != std::errc()) break;
    ++numbers;
    at = next + 1;
  }
  return numbers;
}

}  // namespace

size_t bare_loop(const std::string& path, unsigned threads, size_t texts) {
  const Mapped file(path);
  const std::vector<std::string_view> lines = lines_of(file.text());
  if (lines.empty()) return 0;
  // As many cells as the first line has commas, and one.
  size_t width = 1;
  for (const char c : lines.front()) width += c == ',';
  const std::unique_ptr<double[]> cells(new double[lines.size() * width]);
  std::atomic<size_t> next = 0, numbers = 0;
  {
    std::vector<std::jthread> workers;
    for (unsigned k = 0; k < threads; ++k) {
      workers.emplace_back([&] {
        for (size_t line; (line = next++) < lines.size();) numbers += read_line(lines[line], texts, cells.get() + line * width);
      });
    }
  }
  return numbers;
}

}  // namespace tessera::bench

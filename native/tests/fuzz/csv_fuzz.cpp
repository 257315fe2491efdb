// libFuzzer target: any bytes as a CSV file, read in tiny pieces, must equal the slow reference in every name, value,
// text and reject. The first four bytes choose dialect, roles, piece sizes and threads; the rest is the file.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "tests/csv/compare.h"

namespace {

using tessera::csv::Dialect;
using tessera::csv::testing::How;

/// A file in memory, written anew for each input.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("csv", MFD_CLOEXEC)) {
    if (descriptor_ < 0) std::abort();
    path_ = "/proc/self/fd/" + std::to_string(descriptor_);
  }

  const std::string& write(std::string_view text) const {
    const bool written = ftruncate(descriptor_, 0) == 0 &&
                         pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    if (!written) std::abort();
    return path_;
  }

 private:
  int descriptor_;
  std::string path_;
};

How how_of(const std::uint8_t* data) {
  static const Dialect kDialects[] = {{',', '.', ""}, {';', ',', "."}, {'\t', '.', ","},          {',', ',', ""},
                                      {',', '.', ","}, {'|', '.', "'"}, {';', ',', "\xe2\x80\xaf"}, {',', '.', " "}};
  static const char* const kRoles[] = {"n", "tn", "t-n", "n-n"};
  How how;
  how.dialect = kDialects[data[0] % 8];
  how.roles = kRoles[data[0] / 8 % 4];
  how.options.sha256 = false;
  how.options.threads = data[0] >= 250 ? 2 : 1;  // starting threads is slow
  how.options.pieces = {data[1] + 1u, data[2] + 1u, data[3] + 1u};
  how.reject_limit = data[0] % 3 == 0 ? 3 : 100'000;
  return how;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  static const MemoryFile file;
  const std::string_view text(reinterpret_cast<const char*>(data) + 4, size - 4);
  const std::string difference = tessera::csv::testing::difference(file.write(text), text, how_of(data));
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  }
  return 0;
}

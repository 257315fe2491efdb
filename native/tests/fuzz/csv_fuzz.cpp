// libFuzzer target: any bytes as a CSV file, read in tiny pieces, must equal the slow reference in every name, value,
// text and reject. The first four bytes say how it is read (fuzz_input.h), the rest is the file.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "tests/csv/compare.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

/** A file in memory, written anew for each input. */
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("csv", MFD_CLOEXEC)) {
    if (descriptor_ < 0) std::abort();
    path_ = "/proc/self/fd/" + std::to_string(descriptor_);
  }

  const std::string& write(std::string_view text) const {
    const bool written =
        ftruncate(descriptor_, 0) == 0 && pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    if (!written) std::abort();
    return path_;
  }

 private:
  int descriptor_;
  std::string path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace testing = tessera::csv::testing;
  if (size < testing::kFuzzPrefix) return 0;
  static const MemoryFile file;
  const std::string_view text(reinterpret_cast<const char*>(data) + testing::kFuzzPrefix, size - testing::kFuzzPrefix);
  const std::string difference = testing::difference(file.write(text), text, testing::how_of(data));
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
  }
  return 0;
}

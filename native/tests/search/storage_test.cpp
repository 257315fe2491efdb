#include <cstdint>
#include <filesystem>
#include <string>

#include "storage/matrix_memory.h"
#include "tests/check.h"

using tessera::storage::MatrixMemory;
using tessera::storage::StorageError;

namespace {

std::string folder() { return std::filesystem::temp_directory_path().string(); }

size_t files_in(const std::string& where) {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(where)) {
    count += entry.path().filename().string().starts_with(".scratch-") ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST(a_matrix_on_the_disk_holds_what_was_written) {
  const size_t count = 300'000;
  MatrixMemory<double> memory(count), disk(count, folder());
  CHECK(disk.on_disk() && !memory.on_disk());
  CHECK_EQ(disk.size(), count);
  CHECK_EQ(disk[count - 1], 0.0);
  for (size_t k = 0; k < count; ++k) disk[k] = memory[k] = 0.1 * static_cast<double>(k);
  disk.settle(1, count - 2);
  memory.settle(1, count - 2);
  bool same = true;
  for (size_t k = 0; k < count; ++k) same = same && disk[k] == memory[k];
  CHECK(same);
  // What was moved is the same memory; what moved away holds none.
  const double* const at = disk.data();
  MatrixMemory<double> moved = std::move(disk);
  CHECK(moved.data() == at && moved[2] == memory[2]);
}

TEST(a_matrix_on_the_disk_leaves_no_file_behind) {
#ifdef _WIN32
  // There the file has a name until it is closed.
  const size_t before = files_in(folder());
  { const MatrixMemory<float> matrix(5000, folder()); }
  CHECK_EQ(files_in(folder()), before);
#else
  const size_t before = files_in(folder());
  const MatrixMemory<float> matrix(5000, folder());
  CHECK_EQ(files_in(folder()), before);
#endif
}

TEST(room_that_the_disk_does_not_have_is_an_error_at_once) {
  for (const auto& [where, bytes] : {std::pair{folder(), size_t{1} << 52}, {folder() + "/no such folder", size_t{4096}}}) {
    bool refused = false;
    try {
      MatrixMemory<uint8_t>(bytes, where);
    } catch (const StorageError& error) {
      refused = std::string(error.what()).find(where) != std::string::npos;
    }
    CHECK(refused);
  }
}

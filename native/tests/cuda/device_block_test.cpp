#include <memory>
#include <string>

#include "tests/check.h"
#include "tests/cuda/both.h"

namespace tessera::test {
namespace {

/** The block of an open session; releases what nobody has taken. */
struct Given {
  ArrowSchema schema{};
  ArrowDeviceArray array{};

  explicit Given(const Opened& opened, const char* const* names = nullptr) {
    tsr_device_block_params p{sizeof p, 0, names, &schema, &array};
    opened.run(TSR_OP_DEVICE_BLOCK, &p);
  }
  ~Given() {
    if (array.array.release != nullptr) array.array.release(&array.array);
    if (schema.release != nullptr) schema.release(&schema);
  }
};

// That the addresses hold the cells is seen from outside: device_block.py.
TEST(a_device_block_has_a_column_for_every_strategy) {
  const Matrix m = sample_matrix(21, 3);
  const Opened cuda(cuda_backend(), m);
  const char* const names[] = {"a", "b", "ü"};
  const Given given(cuda, names);
  CHECK_EQ(given.array.device_type, ARROW_DEVICE_CUDA);
  CHECK(given.array.device_id >= 0);
  CHECK(given.array.sync_event == nullptr);
  CHECK_EQ(given.array.array.length, 21);
  CHECK_EQ(given.array.array.n_children, 3);
  CHECK_EQ(std::string(given.schema.children[2]->name), "ü");
  const auto column = [&](int i) { return static_cast<const double*>(given.array.array.children[i]->buffers[1]); };
  CHECK(column(0) != nullptr);
  CHECK_EQ(column(1) - column(0), 24);  // 21 rows in whole sectors of four
  CHECK_EQ(column(2) - column(1), 24);
}

TEST(a_device_block_outlives_its_session) {
  const Matrix m = sample_matrix(40, 500);
  auto cuda = std::make_unique<Opened>(cuda_backend(), m);
  const Given first(*cuda);
  const Given second(*cuda);
  CHECK(first.array.array.children[7]->buffers[1] == second.array.array.children[7]->buffers[1]);
  CHECK_EQ(std::string(first.schema.children[7]->name), "");
  cuda.reset();
  // Both are released here, on the memory of a session that was closed: a checker of memory would see it.
}

TEST(a_streamed_matrix_has_no_device_block) {
  const Matrix m = sample_matrix(1500, 2000);
  const Opened cuda(cuda_backend(), m, {.memory_limit = uint64_t{16} << 20});
  CHECK_EQ(cuda.stats().matrix_resident, 0);
  ArrowSchema schema{};
  ArrowDeviceArray array{};
  tsr_device_block_params p{sizeof p, 0, nullptr, &schema, &array};
  CHECK_EQ(cuda.try_run(TSR_OP_DEVICE_BLOCK, &p), TSR_UNSUPPORTED);
  CHECK(cuda.last_error().find("larger than the device memory") != std::string::npos);
  CHECK(schema.release == nullptr && array.array.release == nullptr);
}

}  // namespace
}  // namespace tessera::test

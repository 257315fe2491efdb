#include "arrow/block.h"

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "tests/check.h"

using namespace tessera::arrow;

namespace {

/** A block of its own memory, which says whether it is still held. */
struct Made {
  std::shared_ptr<std::vector<double>> values =
      std::make_shared<std::vector<double>>(std::vector<double>{1, 2, 3, -4, std::nan(""), 6});
  std::weak_ptr<std::vector<double>> alive = values;
  ArrowSchema schema{};
  ArrowArray array{};

  Made() {
    const Block block{{"a", "b"}, {values->data(), values->data() + 3}, 3};
    export_block(block, values, schema, array);
    values.reset();
  }
};

}  // namespace

TEST(an_exported_block_is_a_struct_of_float64_columns_in_place) {
  Made made;
  const auto owner = made.alive.lock();
  CHECK_EQ(std::string(made.schema.format), "+s");
  CHECK_EQ(made.schema.n_children, 2);
  CHECK_EQ(std::string(made.schema.children[1]->name), "b");
  CHECK_EQ(std::string(made.schema.children[1]->format), "g");
  CHECK_EQ(made.array.length, 3);
  CHECK_EQ(made.array.n_buffers, 1);
  CHECK_EQ(made.array.children[0]->null_count, 0);
  CHECK(made.array.children[0]->buffers[0] == nullptr);
  CHECK(made.array.children[1]->buffers[1] == owner->data() + 3);
  made.array.release(&made.array);
  made.schema.release(&made.schema);
  CHECK(made.array.release == nullptr && made.schema.release == nullptr);
}

TEST(what_was_given_is_let_go_when_the_last_of_it_is_released) {
  Made made;
  // A consumer takes one column out, and releases the rest, on a thread of its own.
  ArrowArray column = *made.array.children[1];
  made.array.children[1]->release = nullptr;
  std::thread([&] { made.array.release(&made.array); }).join();
  CHECK(!made.alive.expired());
  CHECK_EQ(static_cast<const double*>(column.buffers[1])[2], 6.0);
  column.release(&column);
  CHECK(made.alive.expired());
  made.schema.release(&made.schema);
}

TEST(a_taken_block_reads_in_place_and_releases) {
  Made made;
  const double* first = made.alive.lock()->data();
  {
    TakenBlock taken(made.schema, made.array);
    CHECK(made.array.release == nullptr);
    CHECK_EQ(taken.block().names[1], "b");
    CHECK(taken.block().columns[0] == first);
    CHECK_EQ(taken.block().columns[1][0], -4.0);
    CHECK(!made.alive.expired());
  }
  CHECK(made.alive.expired());
}

TEST(missing_values_offsets_and_slices_of_other_producers_are_read) {
  Made made;
  ArrowArray& b = *made.array.children[1];
  // Rows 1 and 2 of the struct; the second column has row 2 missing.
  const uint8_t present = 0b011;
  b.buffers[0] = &present;
  b.null_count = -1;
  made.array.offset = 1;
  made.array.length = 2;
  TakenBlock taken(made.schema, made.array);
  CHECK_EQ(taken.block().length, 2);
  CHECK_EQ(taken.block().columns[0][0], 2.0);
  CHECK(std::isnan(taken.block().columns[1][1]));
}

TEST(what_is_no_block_of_float64_is_refused_and_released) {
  Made text;
  text.schema.children[0]->format = "u";
  try {
    TakenBlock taken(text.schema, text.array);
    CHECK(false);
  } catch (const std::invalid_argument& error) {
    CHECK_EQ(std::string(error.what()), "column a is of the Arrow type u, not float64");
  }
  CHECK(text.alive.expired());
  Made shorter;
  shorter.array.children[1]->length = 2;
  try {
    TakenBlock taken(shorter.schema, shorter.array);
    CHECK(false);
  } catch (const std::invalid_argument&) {}
  CHECK(shorter.alive.expired());
}

TEST(a_device_block_names_its_device_and_keeps_its_addresses) {
  auto values = std::make_shared<std::vector<double>>(std::vector<double>{1, 2});
  std::weak_ptr<std::vector<double>> alive = values;
  ArrowSchema schema{};
  ArrowDeviceArray array{};
  int event = 0;
  const Block block{{"a"}, {values->data()}, 2};
  export_device_block(block, std::move(values), ARROW_DEVICE_CUDA, 3, &event, schema, array);
  CHECK_EQ(array.device_type, ARROW_DEVICE_CUDA);
  CHECK_EQ(array.device_id, 3);
  CHECK(array.sync_event == &event);
  CHECK(array.array.children[0]->buffers[1] == alive.lock()->data());
  CHECK_EQ(array.reserved[0] + array.reserved[1] + array.reserved[2], 0);
  array.array.release(&array.array);
  schema.release(&schema);
  CHECK(alive.expired());
}

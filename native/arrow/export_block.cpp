#include "arrow/block.h"

namespace tessera::arrow {

namespace {

/** What one exported array holds; each child has its own, so that a consumer may move it out of its parent. */
struct HeldArray {
  std::shared_ptr<void> owner;
  const void* buffers[2] = {nullptr, nullptr};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

struct HeldSchema {
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

/** A child that was moved out has no release any more and lives on. */
template <class Struct, class Held>
void release(Struct* given) {
  auto* held = static_cast<Held*>(given->private_data);
  for (Struct& child : held->children) {
    if (child.release != nullptr) child.release(&child);
  }
  given->release = nullptr;
  delete held;
}

/** Puts `held` behind a struct; its children are in place already. */
template <class Struct, class Held>
void hold(Struct& given, std::unique_ptr<Held> held) {
  for (Struct& child : held->children) held->pointers.push_back(&child);
  given.n_children = static_cast<int64_t>(held->children.size());
  given.children = held->pointers.empty() ? nullptr : held->pointers.data();
  given.release = release<Struct, Held>;
  given.private_data = held.release();
}

void export_schema(const Block& block, ArrowSchema& schema) {
  auto whole = std::make_unique<HeldSchema>();
  whole->children.resize(block.names.size());
  for (size_t i = 0; i < block.names.size(); ++i) {
    auto held = std::make_unique<HeldSchema>();
    held->name = block.names[i];
    ArrowSchema& child = whole->children[i];
    child = {};
    child.format = "g";
    child.name = held->name.c_str();
    child.flags = ARROW_FLAG_NULLABLE;
    hold(child, std::move(held));
  }
  schema = {};
  schema.format = "+s";
  schema.name = whole->name.c_str();
  hold(schema, std::move(whole));
}

void export_array(const Block& block, std::shared_ptr<void> owner, ArrowArray& array) {
  auto whole = std::make_unique<HeldArray>();
  whole->children.resize(block.columns.size());
  for (size_t i = 0; i < block.columns.size(); ++i) {
    auto held = std::make_unique<HeldArray>();
    held->owner = owner;
    held->buffers[1] = block.columns[i];
    ArrowArray& child = whole->children[i];
    child = {};
    child.length = block.length;
    child.n_buffers = 2;
    child.buffers = held->buffers;
    hold(child, std::move(held));
  }
  whole->owner = std::move(owner);
  array = {};
  array.length = block.length;
  array.n_buffers = 1;
  array.buffers = whole->buffers;
  hold(array, std::move(whole));
}

}  // namespace

void export_block(const Block& block, std::shared_ptr<void> owner, ArrowSchema& schema, ArrowArray& array) {
  export_schema(block, schema);
  export_array(block, std::move(owner), array);
}

void export_device_block(const Block& block, std::shared_ptr<void> owner, ArrowDeviceType device_type, int64_t device_id,
                         void* sync_event, ArrowSchema& schema, ArrowDeviceArray& array) {
  array = {};
  array.device_type = device_type;
  array.device_id = device_id;
  array.sync_event = sync_event;
  export_block(block, std::move(owner), schema, array.array);
}

}  // namespace tessera::arrow

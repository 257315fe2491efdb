// Blocks of columns to and from other libraries of this process, by the addresses of Arrow's C structs.
#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/session_worker.h"
#include "arrow/block.h"

namespace tessera::addon {

namespace {

using References = std::vector<Napi::Reference<Napi::Float64Array>>;

/** Arrays whose block was released: a consumer does that on any thread, a reference ends on that of JavaScript. */
class Released {
 public:
  void add(std::unique_ptr<References> references) {
    const std::lock_guard lock(mutex_);
    released_.push_back(std::move(references));
  }
  /** JS thread only. */
  void let_go() {
    std::vector<std::unique_ptr<References>> done;
    {
      const std::lock_guard lock(mutex_);
      done.swap(released_);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<References>> released_;
};

/**
 * The two structs that a consumer is told of; what lies in the host's memory has an ArrowArray alone, which the other begins
 * with.
 */
struct Given {
  ArrowSchema schema{};
  ArrowDeviceArray device{};

  Given() = default;
  Given(const Given&) = delete;
  Given& operator=(const Given&) = delete;
  ~Given() {
    if (device.array.release != nullptr) device.array.release(&device.array);
    if (schema.release != nullptr) schema.release(&schema);
  }
};

/** The state of the addon in one environment (the main thread, a worker). */
struct Blocks {
  std::shared_ptr<Released> released = std::make_shared<Released>();
  std::vector<std::unique_ptr<Given>> given;

  ~Blocks() {
    given.clear();
    released->let_go();
  }
  /** Structs that a consumer has moved or released are nobody's any more. */
  void sweep() {
    std::erase_if(given,
                  [](const auto& one) { return one->device.array.release == nullptr && one->schema.release == nullptr; });
    released->let_go();
  }
};

Blocks& blocks_of(const Napi::CallbackInfo& info) { return *static_cast<Blocks*>(info.Data()); }

Napi::BigInt address_of(Napi::Env env, const void* pointer) {
  return Napi::BigInt::New(env, static_cast<uint64_t>(reinterpret_cast<uintptr_t>(pointer)));
}

template <class Struct>
Struct* struct_arg(const Napi::Value& value, const char* name) {
  bool lossless = false;
  const uint64_t address = value.IsBigInt() ? value.As<Napi::BigInt>().Uint64Value(&lossless) : 0;
  if (!lossless || address == 0) throw bad_argument(value.Env(), std::string(name) + " must be the address of a struct");
  return reinterpret_cast<Struct*>(static_cast<uintptr_t>(address));
}

/** NativeArrowBlock: the structs stay here until the consumer has taken or released them. */
Napi::Value told(Napi::Env env, Blocks& blocks, std::unique_ptr<Given> given) {
  blocks.given.push_back(std::move(given));
  Napi::Object result = Napi::Object::New(env);
  result.Set("schema", address_of(env, &blocks.given.back()->schema));
  result.Set("array", address_of(env, &blocks.given.back()->device));
  return result;
}

/** arrowExport(names, columns) */
Napi::Value arrow_export(const Napi::CallbackInfo& info) {
  Blocks& blocks = blocks_of(info);
  blocks.sweep();
  const Napi::Env env = info.Env();
  const Napi::Object names = object_arg(info[0], "names");
  const Napi::Object columns = object_arg(info[1], "columns");
  const uint32_t count = uint32_arg(columns.Get("length"), "columns.length");
  arrow::Block block;
  auto references = std::make_unique<References>();
  for (uint32_t i = 0; i < count; ++i) {
    const Napi::Float64Array column = float64_array_arg(columns.Get(i), "columns");
    const auto length = static_cast<int64_t>(column.ElementLength());
    if (i > 0 && length != block.length) throw bad_argument(env, "columns must have one length");
    block.length = length;
    block.names.push_back(names.Get(i).ToString().Utf8Value());
    block.columns.push_back(column.Data());
    references->push_back(Napi::Persistent(column));
  }
  const std::shared_ptr<void> owner(references.release(), [released = blocks.released](void* held) {
    released->add(std::unique_ptr<References>(static_cast<References*>(held)));
  });
  auto given = std::make_unique<Given>();
  arrow::export_block(block, owner, given->schema, given->device.array);
  return told(env, blocks, std::move(given));
}

/** sessionDeviceBlock(session, names) */
class DeviceBlockWorker : public SessionWorker {
 public:
  explicit DeviceBlockWorker(const Napi::CallbackInfo& info)
      : SessionWorker(info.Env(), session_arg(info[0])), blocks_(blocks_of(info)), given_(std::make_unique<Given>()) {
    const Napi::Object names = object_arg(info[1], "names");
    if (uint32_arg(names.Get("length"), "names.length") != session().strategies) {
      throw bad_argument(info.Env(), "names must be one for each strategy");
    }
    for (uint32_t i = 0; i < session().strategies; ++i) names_.push_back(names.Get(i).ToString().Utf8Value());
  }

 protected:
  WorkOutcome work() override {
    std::vector<const char*> names;
    for (const std::string& name : names_) names.push_back(name.c_str());
    tsr_device_block_params params{sizeof params, 0, names.data(), &given_->schema, &given_->device};
    return run(TSR_OP_DEVICE_BLOCK, &params);
  }
  Napi::Value result(Napi::Env env) override { return told(env, blocks_, std::move(given_)); }

 private:
  Blocks& blocks_;
  std::vector<std::string> names_;
  std::unique_ptr<Given> given_;
};

Napi::Value session_device_block(const Napi::CallbackInfo& info) {
  blocks_of(info).sweep();
  return PromiseWorker::start(new DeviceBlockWorker(info));
}

/** arrowImport(schema, array) */
Napi::Value arrow_import(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto* schema = struct_arg<ArrowSchema>(info[0], "schema");
  auto* array = struct_arg<ArrowArray>(info[1], "array");
  Napi::Object result = Napi::Object::New(env);
  try {
    const arrow::TakenBlock taken(*schema, *array);
    const arrow::Block& block = taken.block();
    Napi::Array names = Napi::Array::New(env, block.names.size());
    Napi::Array columns = Napi::Array::New(env, block.names.size());
    for (uint32_t i = 0; i < block.names.size(); ++i) {
      Napi::Float64Array column = Napi::Float64Array::New(env, static_cast<size_t>(block.length));
      std::copy_n(block.columns[i], block.length, column.Data());
      names.Set(i, block.names[i]);
      columns.Set(i, column);
    }
    result.Set("names", names);
    result.Set("columns", columns);
  } catch (const std::invalid_argument& error) {
    throw bad_argument(env, error.what());
  }
  blocks_of(info).sweep();
  return result;
}

/** arrowHeld() */
Napi::Value arrow_held(const Napi::CallbackInfo& info) {
  Blocks& blocks = blocks_of(info);
  blocks.sweep();
  return Napi::Number::New(info.Env(), static_cast<double>(blocks.given.size()));
}

}  // namespace

void register_arrow(Napi::Env env, Napi::Object exports) {
  auto* blocks = new Blocks;
  env.AddCleanupHook([](Blocks* held) { delete held; }, blocks);
  exports.Set("arrowExport", Napi::Function::New(env, arrow_export, "arrowExport", blocks));
  exports.Set("arrowImport", Napi::Function::New(env, arrow_import, "arrowImport", blocks));
  exports.Set("sessionDeviceBlock", Napi::Function::New(env, session_device_block, "sessionDeviceBlock", blocks));
  exports.Set("arrowHeld", Napi::Function::New(env, arrow_held, "arrowHeld", blocks));
}

}  // namespace tessera::addon

#include "addon/handles.h"

#include <utility>

#include "addon/addon_error.h"

namespace tessera::addon {

namespace {

// Every handle that crosses into JavaScript carries one of these, so that passing a backend where a session is wanted is an
// error and not a wild pointer. The numbers are random and have no meaning.
constexpr napi_type_tag kBackendTag = {0x5b1f0c6e2d9a4f37, 0x9c83e1d7a4406b2f};
constexpr napi_type_tag kCsvTag = {0x8a53e1c40f7b492d, 0xa1d6f93b2e08c574};
constexpr napi_type_tag kSessionTag = {0x1e7d93a05c4b48f2, 0xb6a2f05d713c9e84};

using Held = std::shared_ptr<OpenSession>;

Held& held_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<Held>>().CheckTypeTag(&kSessionTag)) {
    throw bad_argument(value.Env(), "expected the handle of a session");
  }
  return *value.As<Napi::External<Held>>().Data();
}

using FilePointer = std::shared_ptr<const csv::CsvFile>;

FilePointer& pointer_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<FilePointer>>().CheckTypeTag(&kCsvTag)) {
    throw bad_argument(value.Env(), "expected the handle of a CSV file");
  }
  return *value.As<Napi::External<FilePointer>>().Data();
}

}  // namespace

Napi::Value backend_handle(Napi::Env env, const tsr_backend* table) {
  // Nothing is written through it: Node-API has no external of a pointer to const.
  auto external = Napi::External<tsr_backend>::New(env, const_cast<tsr_backend*>(table));
  external.TypeTag(&kBackendTag);
  return external;
}

const tsr_backend* backend_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<tsr_backend>>().CheckTypeTag(&kBackendTag)) {
    throw bad_argument(value.Env(), "expected the handle of a backend");
  }
  return value.As<Napi::External<tsr_backend>>().Data();
}

Napi::Value session_handle(Napi::Env env, std::shared_ptr<OpenSession> session) {
  auto held = std::make_unique<Held>(std::move(session));
  auto external = Napi::External<Held>::New(env, held.get(), [](Napi::Env, Held* collected) { delete collected; });
  held.release();
  external.TypeTag(&kSessionTag);
  return external;
}

std::shared_ptr<OpenSession> session_arg(const Napi::Value& value) {
  const Held& held = held_arg(value);
  if (!held) throw bad_argument(value.Env(), "the session is closed");
  return held;
}

void close_session_handle(const Napi::Value& value) { held_arg(value).reset(); }

Napi::Value csv_handle(Napi::Env env, std::shared_ptr<const csv::CsvFile> file) {
  auto holder = std::make_unique<FilePointer>(std::move(file));
  auto external = Napi::External<FilePointer>::New(env, holder.get(), [](Napi::Env, FilePointer* pointer) { delete pointer; });
  holder.release();
  external.TypeTag(&kCsvTag);
  return external;
}

std::shared_ptr<const csv::CsvFile> csv_arg(const Napi::Value& value) {
  const FilePointer& file = pointer_arg(value);
  if (file == nullptr) throw bad_argument(value.Env(), "the CSV file was closed");
  return file;
}

void csv_close(const Napi::CallbackInfo& info) { pointer_arg(info[0]).reset(); }

}  // namespace tessera::addon

#include "addon/csv_handle.h"

#include <utility>

#include "addon/addon_error.h"
#include "addon/type_tags.h"

namespace tessera::addon {
namespace {

using FilePointer = std::shared_ptr<const csv::CsvFile>;

FilePointer& pointer_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<FilePointer>>().CheckTypeTag(&kCsvTag)) {
    throw bad_argument(value.Env(), "expected the handle of a CSV file");
  }
  return *value.As<Napi::External<FilePointer>>().Data();
}

}  // namespace

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

// parquetOpen, parquetRead and parquetEncode of addon.ts.
#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/promise_worker.h"
#include "csv/bytes/sha256.h"
#include "parquet/cell_files.h"
#include "parquet/crc32.h"
#include "parquet/encode.h"

namespace tessera::addon {

namespace {

constexpr napi_type_tag kFilesTag = {0x3fd2a86c91e74b05, 0xc05e7b1942da86f3};

using Files = std::shared_ptr<parquet::CellFiles>;

std::vector<uint32_t> numbers_arg(const Napi::Value& value, const char* name) {
  const Napi::Uint32Array array = uint32_array_arg(value, name);
  return {array.Data(), array.Data() + array.ElementLength()};
}

parquet::CellFile file_arg(const Napi::Object& object) {
  parquet::CellFile file;
  file.path = object.Get("path").ToString().Utf8Value();
  file.bytes = static_cast<uint64_t>(integer_arg(object.Get("bytes"), "bytes", 0, int64_t{1} << 53));
  if (const Napi::Value sums = object.Get("sums"); !sums.IsUndefined()) file.sums = numbers_arg(sums, "sums");
  file.rows = numbers_arg(object.Get("rows"), "rows");
  const Napi::Object columns = object_arg(object.Get("columns"), "columns");
  const uint32_t count = uint32_arg(columns.Get("length"), "columns.length");
  if (count != file.rows.size()) throw bad_argument(object.Env(), "columns and rows must be as many");
  for (uint32_t k = 0; k < count; ++k) file.columns.push_back(columns.Get(k).ToString().Utf8Value());
  return file;
}

/** parquetOpen(files) */
Napi::Value parquet_open(const Napi::CallbackInfo& info) {
  const Napi::Object list = object_arg(info[0], "files");
  const uint32_t count = uint32_arg(list.Get("length"), "files.length");
  std::vector<parquet::CellFile> files;
  for (uint32_t f = 0; f < count; ++f) {
    const Napi::HandleScope scope(info.Env());
    files.push_back(file_arg(object_arg(list.Get(f), "file")));
  }
  auto held = std::make_unique<Files>(std::make_shared<parquet::CellFiles>(std::move(files)));
  auto external = Napi::External<Files>::New(info.Env(), held.get(), [](Napi::Env, Files* collected) { delete collected; });
  held.release();
  external.TypeTag(&kFilesTag);
  return external;
}

Files files_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<Files>>().CheckTypeTag(&kFilesTag)) {
    throw bad_argument(value.Env(), "expected the handle of Parquet files");
  }
  return *value.As<Napi::External<Files>>().Data();
}

class ParquetReadWorker : public PromiseWorker {
 public:
  ParquetReadWorker(const Napi::Object& request, tsr_control* control)
      : PromiseWorker(request.Env()),
        files_(files_arg(request.Get("files"))),
        places_(numbers_arg(request.Get("places"), "places")),
        threads_(threads_arg(request.Get("threads"))),
        control_(control) {
    Napi::Float64Array out = float64_array_arg(request.Get("out"), "out");
    const uint64_t room = out.ElementLength(), width = places_.size(), rows = files_->row_count();
    target_.stride = static_cast<uint64_t>(integer_arg(request.Get("stride"), "stride", 0, int64_t{1} << 32));
    const auto at = static_cast<uint64_t>(integer_arg(request.Get("at"), "at", 0, int64_t{1} << 32));
    // The last row may end where its cells do.
    const bool fits = target_.stride >= at + width &&
                      (rows == 0 || width == 0 ||
                       (room >= at + width && (room - at - width) / std::max<uint64_t>(1, target_.stride) >= rows - 1));
    if (!fits) throw bad_argument(request.Env(), "out must hold a cell of every place in every row");
    target_.out = out.Data() + at;
    keep(out);
  }

  void hold(const Napi::Value& control) { keep(control); }

  void interrupt() override { std::atomic_ref<int32_t>(control_->cancel).store(1, std::memory_order_relaxed); }

 protected:
  WorkOutcome work() override {
    end_ = files_->read(places_, target_, threads_, control_);
    using Kind = parquet::ReadEnd::Kind;
    switch (end_.kind) {
      case Kind::well: return {};
      case Kind::cancelled: return {TSR_CANCELLED, "reading was cancelled"};
      case Kind::unsupported: return {TSR_UNSUPPORTED, end_.path + ": " + end_.message};
      case Kind::damaged: break;
    }
    return {TSR_BAD_ARGUMENT, end_.message};
  }

  Napi::Value result(Napi::Env env) override { return Napi::Number::New(env, static_cast<double>(end_.bytes)); }

  void decorate(Napi::Error& error) override {
    if (end_.kind != parquet::ReadEnd::Kind::damaged) return;
    error.Set("reason", Napi::String::New(error.Env(), "damaged"));
    error.Set("file", Napi::String::New(error.Env(), end_.path));
  }

 private:
  Files files_;
  std::vector<uint32_t> places_;
  parquet::Target target_;
  unsigned threads_;
  tsr_control* control_;
  parquet::ReadEnd end_;
};

/** parquetRead(request, control) */
Napi::Value parquet_read(const Napi::CallbackInfo& info) {
  auto worker = std::make_unique<ParquetReadWorker>(object_arg(info[0], "request"), control_arg(info[1]));
  worker->hold(info[1]);
  return start_on_own_thread(info.Env(), worker.release());
}

class ParquetEncodeWorker : public PromiseWorker {
 public:
  explicit ParquetEncodeWorker(const Napi::Object& request)
      : PromiseWorker(request.Env()), threads_(threads_arg(request.Get("threads"))) {
    keep(request);
    read_names(request);
    const Napi::Object columns = object_arg(request.Get("columns"), "columns"), rows = object_arg(request.Get("rows"), "rows");
    const uint32_t count = uint32_arg(columns.Get("length"), "columns.length");
    if (count != uint32_arg(rows.Get("length"), "rows.length")) {
      throw bad_argument(request.Env(), "columns and rows must be as many");
    }
    for (uint32_t k = 0; k < count; ++k) {
      const Napi::HandleScope scope(request.Env());
      table_.columns.push_back(columns.Get(k).ToString().Utf8Value());
      Napi::Float64Array row = float64_array_arg(rows.Get(k), "rows");
      if (row.ElementLength() != table_.name_ends.size() - 1) {
        throw bad_argument(request.Env(), "rows must have a cell for every name");
      }
      table_.rows.emplace_back(row.Data(), row.ElementLength());
    }
    layout_.codec = request.Get("snappy").ToBoolean() ? parquet::Codec::snappy : parquet::Codec::none;
    layout_.group_rows = static_cast<uint64_t>(integer_arg(request.Get("rowGroupRows"), "rowGroupRows", 1, UINT32_MAX));
    layout_.split = request.Get("split").ToBoolean();
    layout_.created_by = request.Get("writer").ToString().Utf8Value();
  }

 protected:
  WorkOutcome work() override {
    file_ = parquet::encode(table_, layout_, threads_);
    csv::Sha256 sha256;
    sha256.update(file_.data(), file_.size());
    sha256_ = sha256.finish();
    for (size_t at = 0; at < file_.size(); at += parquet::kBlock) {
      sums_.push_back(parquet::crc32(file_.data() + at, std::min<size_t>(parquet::kBlock, file_.size() - at)));
    }
    return {};
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object object = Napi::Object::New(env);
    Napi::Uint8Array bytes = Napi::Uint8Array::New(env, file_.size());
    std::copy(file_.begin(), file_.end(), bytes.Data());
    Napi::Uint32Array sums = Napi::Uint32Array::New(env, sums_.size());
    std::copy(sums_.begin(), sums_.end(), sums.Data());
    object.Set("bytes", bytes);
    object.Set("sha256", sha256_);
    object.Set("sums", sums);
    return object;
  }

 private:
  void read_names(const Napi::Object& request) {
    Napi::Uint8Array bytes = uint8_array_arg(request.Get("names"), "names");
    const Napi::Value ends = request.Get("nameEnds");
    if (!ends.IsTypedArray() || ends.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array) {
      throw bad_argument(request.Env(), "nameEnds must be an Int32Array");
    }
    auto places = ends.As<Napi::Int32Array>();
    table_.names = {reinterpret_cast<const char*>(bytes.Data()), bytes.ElementLength()};
    table_.name_ends = {places.Data(), places.ElementLength()};
    const bool within = !table_.name_ends.empty() && table_.name_ends.front() >= 0 &&
                        std::ranges::is_sorted(table_.name_ends) &&
                        static_cast<size_t>(table_.name_ends.back()) <= table_.names.size();
    if (!within) throw bad_argument(request.Env(), "nameEnds must be places in names");
  }

  parquet::CellTable table_;
  parquet::FileLayout layout_;
  unsigned threads_;
  std::vector<uint8_t> file_;
  std::string sha256_;
  std::vector<uint32_t> sums_;
};

/** parquetEncode(request) */
Napi::Value parquet_encode(const Napi::CallbackInfo& info) {
  return start_on_own_thread(info.Env(), new ParquetEncodeWorker(object_arg(info[0], "request")));
}

}  // namespace

void register_parquet(Napi::Env env, Napi::Object exports) {
  exports.Set("parquetOpen", Napi::Function::New(env, parquet_open, "parquetOpen"));
  exports.Set("parquetEncode", Napi::Function::New(env, parquet_encode, "parquetEncode"));
  exports.Set("parquetRead", Napi::Function::New(env, parquet_read, "parquetRead"));
}

}  // namespace tessera::addon

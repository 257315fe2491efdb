// storeMatrix, writeStored, readStored, putStored and closeStored of addon.ts: rows that no JavaScript holds.
#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/promise_worker.h"
#include "addon/storage/stored_matrix.h"

namespace tessera::addon {

namespace {

constexpr napi_type_tag kStoredTag = {0x51c7a4f20e8d4b93, 0xa9d06b3e72f5184c};

using Held = std::shared_ptr<StoredMatrix>;

Held& held_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<Held>>().CheckTypeTag(&kStoredTag)) {
    throw bad_argument(value.Env(), "expected the handle of a stored matrix");
  }
  return *value.As<Napi::External<Held>>().Data();
}

constexpr uint64_t kPage = 4096 / sizeof(double);

/** (folder, observations, strategies) */
Napi::Value store_matrix(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) throw bad_argument(env, "folder must be a string");
  const auto observations = static_cast<uint64_t>(integer_arg(info[1], "observations", 1, UINT32_MAX));
  const auto strategies = static_cast<uint64_t>(integer_arg(info[2], "strategies", 1, UINT32_MAX));
  try {
    auto held = std::make_unique<Held>(
        std::make_shared<StoredMatrix>(info[0].As<Napi::String>().Utf8Value(), observations, strategies));
    auto external = Napi::External<Held>::New(env, held.get(), [](Napi::Env, Held* collected) { delete collected; });
    held.release();
    external.TypeTag(&kStoredTag);
    return external;
  } catch (const storage::StorageError& error) {
    throw make_error(env, TSR_DISK_FULL, error.what());
  }
}

/** (matrix, first row, first strategy, rows): these cells, then promised to be on the disk. */
class WriteWorker : public PromiseWorker {
 public:
  explicit WriteWorker(const Napi::CallbackInfo& info) : PromiseWorker(info.Env()), matrix_(stored_matrix_arg(info[0])) {
    first_ = static_cast<uint64_t>(integer_arg(info[1], "row", 0, UINT32_MAX));
    from_ = static_cast<uint64_t>(integer_arg(info[2], "strategy", 0, UINT32_MAX));
    if (!info[3].IsArray()) throw bad_argument(info.Env(), "rows must be an array of Float64Array");
    const Napi::Array rows = info[3].As<Napi::Array>();
    for (uint32_t t = 0; t < rows.Length(); ++t) {
      const Napi::Float64Array row = float64_array_arg(rows.Get(t), "rows");
      if (first_ + t >= matrix_->observations || from_ + row.ElementLength() > matrix_->strategies) {
        throw bad_argument(info.Env(), "rows are beyond the matrix");
      }
      rows_.emplace_back(row.Data(), row.ElementLength());
      keep(row);
    }
  }

 protected:
  WorkOutcome work() override {
    for (size_t t = 0; t < rows_.size(); ++t) std::ranges::copy(rows_[t], matrix_->row(first_ + t) + from_);
    matrix_->settle();
    return {};
  }
  Napi::Value result(Napi::Env env) override { return env.Undefined(); }

 private:
  Held matrix_;
  uint64_t first_ = 0, from_ = 0;
  std::vector<std::span<const double>> rows_;
};

Napi::Value write_stored(const Napi::CallbackInfo& info) { return PromiseWorker::start(new WriteWorker(info)); }

/** (matrix, row, out) */
void read_stored(const Napi::CallbackInfo& info) {
  const Held matrix = stored_matrix_arg(info[0]);
  const auto row = static_cast<uint64_t>(integer_arg(info[1], "row", 0, UINT32_MAX));
  Napi::Float64Array out = float64_array_arg(info[2], "out");
  if (row >= matrix->observations || out.ElementLength() != matrix->strategies) {
    throw bad_argument(info.Env(), "there is no such row");
  }
  storage::will_need(matrix->row(row), matrix->strategies * sizeof(double));
  std::copy_n(matrix->row(row), matrix->strategies, out.Data());
}

/** (matrix, row, cells) */
void put_stored(const Napi::CallbackInfo& info) {
  const Held matrix = stored_matrix_arg(info[0]);
  const auto row = static_cast<uint64_t>(integer_arg(info[1], "row", 0, UINT32_MAX));
  const Napi::Float64Array cells = float64_array_arg(info[2], "cells");
  if (row >= matrix->observations || cells.ElementLength() != matrix->strategies) {
    throw bad_argument(info.Env(), "there is no such row");
  }
  std::copy_n(cells.Data(), matrix->strategies, matrix->row(row));
  constexpr uint64_t kTogether = uint64_t{32} << 20;
  const uint64_t together = std::max<uint64_t>(1, kTogether / (matrix->strategies * sizeof(double)));
  if (row % together == together - 1) matrix->settle();
}

/** Sessions on it go on. Closing twice is no error. */
void close_stored(const Napi::CallbackInfo& info) { held_arg(info[0]).reset(); }

}  // namespace

StoredMatrix::StoredMatrix(std::string in, uint64_t rows, uint64_t columns)
    : folder(std::move(in)),
      observations(rows),
      strategies(columns),
      stride_((columns + kPage - 1) / kPage * kPage),
      file_(folder, rows * stride_ * sizeof(double), storage::MappedFile::Access::scattered) {}

std::shared_ptr<StoredMatrix> stored_matrix_arg(const Napi::Value& value) {
  const Held& held = held_arg(value);
  if (!held) throw bad_argument(value.Env(), "the stored matrix is closed");
  return held;
}

void register_stored(Napi::Env env, Napi::Object exports) {
  exports.Set("storeMatrix", Napi::Function::New(env, store_matrix, "storeMatrix"));
  exports.Set("writeStored", Napi::Function::New(env, write_stored, "writeStored"));
  exports.Set("readStored", Napi::Function::New(env, read_stored, "readStored"));
  exports.Set("putStored", Napi::Function::New(env, put_stored, "putStored"));
  exports.Set("closeStored", Napi::Function::New(env, close_stored, "closeStored"));
}

}  // namespace tessera::addon

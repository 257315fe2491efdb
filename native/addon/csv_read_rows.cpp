#include <algorithm>
#include <memory>
#include <utility>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/csv_outcome.h"
#include "addon/handles.h"
#include "csv/coded_texts.h"

namespace tessera::addon {
namespace {

constexpr int64_t kMostRows = int64_t{1} << 53;

std::vector<csv::Role> roles_arg(const Napi::Value& value) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    throw bad_argument(value.Env(), "roles must be a Uint8Array");
  }
  const auto array = value.As<Napi::Uint8Array>();
  std::vector<csv::Role> roles(array.ElementLength());
  for (size_t i = 0; i < roles.size(); ++i) {
    if (array.Data()[i] > 2) throw bad_argument(value.Env(), "roles must be 0 (ignore), 1 (text) or 2 (number)");
    roles[i] = static_cast<csv::Role>(array.Data()[i]);
  }
  return roles;
}

csv::ReadRequest read_request(const Napi::Object& object, const Napi::Value& out_value) {
  csv::ReadRequest request;
  request.roles = roles_arg(object.Get("roles"));
  request.first_row = static_cast<size_t>(integer_arg(object.Get("firstRow"), "firstRow", 0, kMostRows));
  request.row_count = static_cast<size_t>(integer_arg(object.Get("rowCount"), "rowCount", 0, kMostRows));
  request.reject_limit = uint32_arg(object.Get("rejectLimit"), "rejectLimit");
  request.stop_early = object.Get("stopEarly").ToBoolean().Value();
  request.threads = threads_arg(object.Get("threads"));
  if (const Napi::Value dialect = object.Get("dialect"); !dialect.IsUndefined()) request.dialect = dialect_arg(dialect);
  Napi::Float64Array out = float64_array_arg(out_value, "out");
  request.out = out.Data();
  const auto numbers = static_cast<size_t>(std::count(request.roles.begin(), request.roles.end(), csv::Role::number));
  if (const Napi::Value stride = object.Get("stride"); !stride.IsUndefined()) {
    request.stride = static_cast<size_t>(integer_arg(stride, "stride", static_cast<int64_t>(numbers), kMostRows));
  }
  const size_t stride = request.stride == 0 ? numbers : request.stride;
  const size_t room = out.ElementLength();
  // The last row may end where its numbers do.
  if (numbers != 0 && request.row_count != 0 && (room < numbers || (room - numbers) / stride < request.row_count - 1)) {
    throw bad_argument(object.Env(), "out must hold rowCount x (columns of role number) values");
  }
  return request;
}

/** One field of every reject as a typed array. */
template <class T, class Field>
Napi::TypedArrayOf<T> column(Napi::Env env, const std::vector<csv::Reject>& rejects, const Field& field) {
  auto array = Napi::TypedArrayOf<T>::New(env, rejects.size());
  T* values = array.Data();
  for (const csv::Reject& reject : rejects) *values++ = static_cast<T>(field(reject));
  return array;
}

class ReadRowsWorker : public CsvWorker {
 public:
  ReadRowsWorker(const Napi::CallbackInfo& info, std::shared_ptr<const csv::CsvFile> file, csv::ReadRequest request, bool coded,
                 const Napi::Value& out, tsr_control* control)
      : CsvWorker(info.Env(), file->path()),
        file_(std::move(file)),
        request_(std::move(request)),
        coded_(coded),
        control_(control) {
    keep(out);
    keep(info[1]);
  }

 protected:
  WorkOutcome work() override {
    csv::Error error = file_->read_rows(request_, control_, rows_);
    if (coded_ && !error) {
      for (csv::StringTable& table : rows_.texts) {
        csv::CodedTexts coded = csv::code_texts(table);
        table = std::move(coded.distinct);
        codes_.push_back(std::move(coded.codes));
      }
    }
    return finish(std::move(error));
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object rows = Napi::Object::New(env);
    const Napi::Array text = Napi::Array::New(env, rows_.texts.size());
    for (uint32_t i = 0; i < rows_.texts.size(); ++i) text.Set(i, csv_strings(env, rows_.texts[i]));
    rows.Set("text", text);
    const Napi::Array codes = Napi::Array::New(env, codes_.size());
    for (uint32_t i = 0; i < codes_.size(); ++i) {
      auto own = Napi::Uint32Array::New(env, codes_[i].size());
      std::copy(codes_[i].begin(), codes_[i].end(), own.Data());
      codes.Set(i, own);
    }
    if (coded_) rows.Set("codes", codes);
    auto line = Napi::Float64Array::New(env, rows_.lines.size());
    std::copy(rows_.lines.begin(), rows_.lines.end(), line.Data());
    rows.Set("line", line);

    rows.Set("largest", Napi::Number::New(env, rows_.largest));
    const std::vector<csv::Reject>& cells = rows_.rejects.cells;
    using csv::Reject;
    rows.Set("rejectCount", Napi::Number::New(env, static_cast<double>(rows_.rejects.count)));
    rows.Set("rejectRow", column<uint32_t>(env, cells, [](const Reject& cell) { return cell.row; }));
    rows.Set("rejectColumn", column<uint32_t>(env, cells, [](const Reject& cell) { return cell.column; }));
    rows.Set("rejectLine", column<double>(env, cells, [](const Reject& cell) { return cell.line; }));
    rows.Set("rejectByte", column<double>(env, cells, [](const Reject& cell) { return cell.byte; }));
    rows.Set("rejectReason", column<uint8_t>(env, cells, [](const Reject& cell) { return cell.reason; }));
    rows.Set("rejectText", csv_strings(env, rows_.rejects.texts));
    return rows;
  }

 private:
  std::shared_ptr<const csv::CsvFile> file_;
  csv::ReadRequest request_;
  bool coded_;
  tsr_control* control_;
  csv::RowsRead rows_;
  std::vector<std::vector<uint32_t>> codes_;  ///< by text column, when the texts are coded
};

}  // namespace

Napi::Value csv_read_rows(const Napi::CallbackInfo& info) {
  const Napi::Object object = object_arg(info[0], "request");
  auto file = csv_arg(object.Get("handle"));
  const Napi::Value out = object.Get("out");
  csv::ReadRequest request = read_request(object, out);
  const bool coded = object.Get("coded").ToBoolean().Value();
  return PromiseWorker::start(new ReadRowsWorker(info, std::move(file), std::move(request), coded, out, control_arg(info[1])));
}

}  // namespace tessera::addon

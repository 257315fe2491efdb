#include <memory>
#include <string>
#include <utility>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/csv_outcome.h"
#include "addon/handles.h"

namespace tessera::addon {
namespace {

struct OpenRequest {
  std::string path;
  csv::Dialect dialect;
  csv::OpenOptions options;
  tsr_control* control = nullptr;
};

std::string text_arg(const Napi::Value& value, const char* name) {
  if (!value.IsString()) throw bad_argument(value.Env(), std::string(name) + " must be a string");
  return value.As<Napi::String>().Utf8Value();
}

char character_arg(const Napi::Value& value, const char* name) {
  const std::string text = text_arg(value, name);
  if (text.size() != 1) throw bad_argument(value.Env(), std::string(name) + " must be one ASCII character");
  return text[0];
}

OpenRequest open_request(const Napi::CallbackInfo& info) {
  OpenRequest request;
  request.path = text_arg(info[0], "path");
  if (request.path.empty() || request.path.find('\0') != std::string::npos) {
    throw bad_argument(info.Env(), "path must be the name of a file");
  }
  request.dialect = dialect_arg(info[1]);
  const Napi::Object options = object_arg(info[2], "options");
  request.options.threads = threads_arg(options.Get("threads"));
  request.options.sha256 = options.Get("sha256").ToBoolean();
  request.options.header_bytes =
      static_cast<uint64_t>(integer_arg(options.Get("headerBytes"), "headerBytes", 1, int64_t{1} << 40));
  request.control = control_arg(info[3]);
  return request;
}

const char* name_of(csv::LineEnd line_end) {
  switch (line_end) {
    case csv::LineEnd::lf: return "lf";
    case csv::LineEnd::crlf: return "crlf";
    case csv::LineEnd::cr: return "cr";
    case csv::LineEnd::mixed: break;
  }
  return "mixed";
}

class OpenWorker : public CsvWorker {
 public:
  OpenWorker(const Napi::CallbackInfo& info, OpenRequest request)
      : CsvWorker(info.Env(), request.path), request_(std::move(request)) {
    keep(info[3]);
  }

 protected:
  WorkOutcome work() override {
    std::unique_ptr<csv::CsvFile> file;
    csv::Error error = csv::CsvFile::open(request_.path, request_.dialect, request_.options, request_.control, file);
    file_ = std::move(file);
    return finish(std::move(error));
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object opened = Napi::Object::New(env);
    opened.Set("header", csv_strings(env, file_->header()));
    opened.Set("rowCount", Napi::Number::New(env, static_cast<double>(file_->row_count())));
    opened.Set("byteCount", Napi::Number::New(env, static_cast<double>(file_->byte_count())));
    opened.Set("hasBom", Napi::Boolean::New(env, file_->has_bom()));
    opened.Set("lineEnd", Napi::String::New(env, name_of(file_->line_end())));
    opened.Set("sha256", Napi::String::New(env, file_->sha256()));
    opened.Set("handle", csv_handle(env, std::move(file_)));
    return opened;
  }

 private:
  OpenRequest request_;
  std::shared_ptr<const csv::CsvFile> file_;
};

}  // namespace

csv::Dialect dialect_arg(const Napi::Value& value) {
  const Napi::Object object = object_arg(value, "dialect");
  csv::Dialect dialect;
  dialect.delimiter = character_arg(object.Get("delimiter"), "dialect.delimiter");
  const Napi::Value decimal = object.Get("decimal");
  dialect.decimal = text_arg(decimal, "dialect.decimal").empty() ? '\0' : character_arg(decimal, "dialect.decimal");
  dialect.thousands = text_arg(object.Get("thousands"), "dialect.thousands");
  dialect.accounting = object.Get("accounting").ToBoolean();
  return dialect;
}

unsigned threads_arg(const Napi::Value& value) { return static_cast<unsigned>(integer_arg(value, "threads", 0, 1024)); }

Napi::Value csv_open(const Napi::CallbackInfo& info) { return PromiseWorker::start(new OpenWorker(info, open_request(info))); }

}  // namespace tessera::addon

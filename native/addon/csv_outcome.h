// Faults of the CSV reader as rejections: `code` as everywhere, `reason` = a name of
// csvFaults, `file`, and `line` where there is one.
#pragma once

#include <napi.h>

#include <string>
#include <utility>

#include "addon/promise_worker.h"
#include "csv/bytes/byte_file.h"
#include "csv/reject.h"

namespace tessera::addon {

inline WorkOutcome csv_outcome(const csv::Error& error) {
  switch (error.fault) {
    case csv::Fault::none: return {};
    case csv::Fault::cancelled: return {TSR_CANCELLED, error.message};
    case csv::Fault::out_of_memory: return {TSR_OUT_OF_HOST_MEMORY, error.message};
    case csv::Fault::io: return {TSR_INTERNAL, error.message};
    default: return {TSR_BAD_ARGUMENT, error.message};
  }
}

/** nullptr: the code says it all. */
inline const char* csv_reason(csv::Fault fault) {
  switch (fault) {
    case csv::Fault::not_found: return "not-found";
    case csv::Fault::not_a_file: return "not-a-file";
    case csv::Fault::no_permission: return "no-permission";
    case csv::Fault::empty: return "empty";
    case csv::Fault::header_too_long: return "header-too-long";
    case csv::Fault::too_many_columns: return "too-many-columns";
    case csv::Fault::unterminated_quote: return "unterminated-quote";
    case csv::Fault::changed: return "changed";
    case csv::Fault::io: return "io";
    default: return nullptr;
  }
}

/** A PromiseWorker that remembers what went wrong with the file. */
class CsvWorker : public PromiseWorker {
 protected:
  CsvWorker(Napi::Env env, std::string path) : PromiseWorker(env), path_(std::move(path)) {}

  WorkOutcome finish(csv::Error error) {
    error_ = std::move(error);
    return csv_outcome(error_);
  }

  void decorate(Napi::Error& error) final {
    const Napi::Env env = error.Env();
    if (const char* reason = csv_reason(error_.fault)) {
      error.Set("reason", Napi::String::New(env, reason));
      error.Set("file", Napi::String::New(env, path_));
    }
    if (error_.line != 0) error.Set("line", Napi::Number::New(env, static_cast<double>(error_.line)));
  }

 private:
  std::string path_;
  csv::Error error_;
};

/** JS thread. An array of strings; bytes that are no UTF-8 become U+FFFD. */
Napi::Array csv_strings(Napi::Env env, const csv::StringTable& table);

}  // namespace tessera::addon

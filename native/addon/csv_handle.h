#pragma once

#include <napi.h>

#include <memory>

#include "csv/csv_file.h"

namespace tessera::addon {

/** JS thread. The CsvHandle of an open file. The file closes when the handle is closed or collected and no read runs. */
Napi::Value csv_handle(Napi::Env env, std::shared_ptr<const csv::CsvFile> file);

/** The file behind a CsvHandle. Throws bad-argument for any other value and for a closed handle. */
std::shared_ptr<const csv::CsvFile> csv_arg(const Napi::Value& value);

/** csvClose(handle). Closing twice is allowed. */
void csv_close(const Napi::CallbackInfo& info);

}  // namespace tessera::addon

#include "addon/argument.h"
#include "addon/session_runs.h"
#include "addon/session_worker.h"
#include "addon/weights_arg.h"

namespace tessera::addon {
namespace {

class CorrelationMatrixWorker : public SessionWorker {
 public:
  CorrelationMatrixWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), opened) {
    const Napi::Uint32Array rows = uint32_array_arg(info[1], "rows");
    const Napi::Uint32Array columns = uint32_array_arg(info[2], "columns");
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), rows.ElementLength() * columns.ElementLength());
    params_.struct_size = sizeof params_;
    params_.row_count = rows.ElementLength();
    params_.column_count = columns.ElementLength();
    params_.rows = rows.Data();
    params_.columns = columns.Data();
    params_.out = out.Data();
    params_.weights = optional_weights_arg(info[3], *opened);
    keep(info[3]);
    out_ = Napi::Persistent(out);
    keep(info[1]);
    keep(info[2]);
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_CORRELATION_MATRIX, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  tsr_correlation_matrix_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
};

}  // namespace

Napi::Value run_correlation_matrix(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new CorrelationMatrixWorker(info, session_arg(info[0])));
}

}  // namespace tessera::addon

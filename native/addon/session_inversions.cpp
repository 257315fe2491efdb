#include "addon/control_arg.h"
#include "addon/session_runs.h"
#include "addon/session_worker.h"

namespace tessera::addon {
namespace {

class InversionsWorker : public SessionWorker {
 public:
  InversionsWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened) : SessionWorker(info.Env(), opened) {
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), TSR_INVERSION_COUNT * opened->strategies);
    params_.struct_size = sizeof params_;
    params_.out = out.Data();
    params_.control = optional_control_arg(info[1]);
    out_ = Napi::Persistent(out);
    keep(info[1]);
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_INVERSIONS, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  tsr_inversions_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
};

}  // namespace

Napi::Value run_inversions(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new InversionsWorker(info, session_arg(info[0])));
}

}  // namespace tessera::addon

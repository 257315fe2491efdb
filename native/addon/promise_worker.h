// A promise whose work runs on a thread of libuv's pool. Derive, then: return PromiseWorker::start(new MyWorker(...)).
#pragma once

#include <napi.h>

#include <exception>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "addon/addon_error.h"
#include "storage/mapped_file.h"
#include "tessera_backend.h"

namespace tessera::addon {

/** How work() ended, as a value: the message is for people, empty when status is TSR_OK. */
struct WorkOutcome {
  tsr_status status = TSR_OK;
  std::string message;
};

class PromiseWorker : public Napi::AsyncWorker {
 public:
  /** JS thread. The worker owns itself from here on: it is deleted after its promise was settled. */
  static Napi::Promise start(PromiseWorker* worker) {
    const Napi::Promise promise = worker->promise();
    worker->Queue();
    return promise;
  }

  Napi::Promise promise() const { return deferred_.Promise(); }

  /** Asks work() to end soon; any thread, at any time. */
  virtual void interrupt() {}

 protected:
  explicit PromiseWorker(Napi::Env env) : Napi::AsyncWorker(env), deferred_(Napi::Promise::Deferred::New(env)) {}

  /** JS thread, before start: a buffer or handle that work() uses must not be collected meanwhile. */
  void keep(const Napi::Value& value) {
    if (value.IsObject() || value.IsExternal()) {
      kept_.push_back(Napi::Reference<Napi::Value>::New(value, 1));
    }
  }

  /** Pool thread: no Node-API call. What it throws becomes out-of-host-memory or internal. */
  virtual WorkOutcome work() = 0;

  /** JS thread, after work() answered TSR_OK: what the promise resolves to. A Napi::Error thrown here rejects it. */
  virtual Napi::Value result(Napi::Env env) = 0;

  /** JS thread: a place to add properties to the error that the promise is rejected with. */
  virtual void decorate(Napi::Error& error) { static_cast<void>(error); }

 private:
  void Execute() final {
    try {
      outcome_ = work();
    } catch (const storage::StorageError& thrown) {
      outcome_ = {TSR_DISK_FULL, thrown.what()};
    } catch (const std::bad_alloc&) {
      outcome_ = {TSR_OUT_OF_HOST_MEMORY, "there is not enough memory"};
    } catch (const std::exception& thrown) {
      outcome_ = {TSR_INTERNAL, thrown.what()};
    }
  }

  // Execute never reports through AsyncWorker::SetError, so every run that was not torn down ends here.
  void OnOK() final {
    const Napi::Env env = Env();
    if (outcome_.status == TSR_OK) {
      try {
        deferred_.Resolve(result(env));
      } catch (const Napi::Error& thrown) {
        deferred_.Reject(thrown.Value());
      } catch (const std::bad_alloc&) {
        deferred_.Reject(make_error(env, TSR_OUT_OF_HOST_MEMORY, "there is not enough memory").Value());
      } catch (const std::exception& thrown) {
        deferred_.Reject(make_error(env, TSR_INTERNAL, thrown.what()).Value());
      }
      return;
    }
    Napi::Error error = make_error(env, outcome_.status, outcome_.message);
    decorate(error);
    deferred_.Reject(error.Value());
  }

  void OnError(const Napi::Error& error) final { deferred_.Reject(error.Value()); }

  Napi::Promise::Deferred deferred_;
  std::vector<Napi::Reference<Napi::Value>> kept_;
  WorkOutcome outcome_;
};

/**
 * JS thread. Like PromiseWorker::start, on a thread of its own instead of libuv's pool, for work of seconds: the pool has four
 * threads, which file access needs too, and several searches run side by side. When the environment goes away meanwhile, the
 * worker is interrupted and waited for.
 */
Napi::Promise start_on_own_thread(Napi::Env env, PromiseWorker* worker);

}  // namespace tessera::addon

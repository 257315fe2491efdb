#include "addon/promise_worker.h"

#include <memory>
#include <set>
#include <thread>

namespace tessera::addon {

namespace {

struct Running;
void settle(Napi::Env env, Napi::Function, void*, Running* running);
using Settle = Napi::TypedThreadSafeFunction<void, Running, settle>;

struct Running {
  PromiseWorker* worker = nullptr;
  Settle settle;
  std::thread thread;
};

/** Threads of this JS thread's environment. */
std::set<Running*>& all() {
  thread_local std::set<Running*> running;
  return running;
}

/** JS thread, after work() ended; without an environment while it is torn down. */
void settle(Napi::Env env, Napi::Function, void*, Running* running) {
  if (static_cast<napi_env>(env) == nullptr) return;
  const std::unique_ptr<Running> own(running);
  all().erase(running);
  running->thread.join();
  running->worker->OnWorkComplete(env, napi_ok);
}

void stop_all() {
  for (Running* const running : all()) running->worker->interrupt();
  for (Running* const running : all()) running->thread.join();
  all().clear();
}

}  // namespace

Napi::Promise start_on_own_thread(Napi::Env env, PromiseWorker* worker) {
  thread_local const bool hooked = [&] {
    env.AddCleanupHook(stop_all);
    return true;
  }();
  static_cast<void>(hooked);
  const Napi::Promise promise = worker->promise();
  auto running = std::make_unique<Running>();
  running->worker = worker;
  running->settle = Settle::New(env, "tessera work", 0, 1);
  running->thread = std::thread([one = running.get(), env] {
    one->worker->OnExecute(env);
    // A function that is being closed must not be touched again.
    Settle done = one->settle;
    if (done.BlockingCall(one) == napi_ok) done.Release();
  });
  all().insert(running.release());
  return promise;
}

}  // namespace tessera::addon

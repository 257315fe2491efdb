// Runs a PromiseWorker on a thread of its own instead of libuv's pool, for work of seconds: the pool has four threads, which
// file access needs too, and several searches run side by side.
#pragma once

#include "addon/promise_worker.h"

namespace tessera::addon {

/** JS thread. Like PromiseWorker::start. When the environment goes away meanwhile, the worker is interrupted and waited for. */
Napi::Promise start_on_own_thread(Napi::Env env, PromiseWorker* worker);

}  // namespace tessera::addon

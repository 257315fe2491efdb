#pragma once

#include <memory>
#include <utility>

#include "addon/handles.h"
#include "addon/promise_worker.h"

namespace tessera::addon {

/** A promise of one run of a session, which stays open until the run has ended. */
class SessionWorker : public PromiseWorker {
 protected:
  SessionWorker(Napi::Env env, std::shared_ptr<OpenSession> session) : PromiseWorker(env), session_(std::move(session)) {}

  const OpenSession& session() const { return *session_; }

  /** Pool thread. The error's text belongs to the thread that ran, so it is taken at once. */
  WorkOutcome run(tsr_op op, void* params) const {
    const tsr_status status = session_->backend->run(session_->session, op, params);
    if (status == TSR_OK) return {};
    return {status, session_->backend->last_error(session_->session)};
  }

 private:
  std::shared_ptr<OpenSession> session_;
};

}  // namespace tessera::addon

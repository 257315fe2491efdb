#include "addon/believable/held_judgement.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "addon/argument.h"
#include "addon/calls.h"

namespace tessera::addon {

namespace {

constexpr napi_type_tag kJudgementTag = {0x3d92c07a81be4f65, 0x86f1a94e50d37b2c};

using Held = std::shared_ptr<const HeldJudgement>;

Held& held_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<Held>>().CheckTypeTag(&kJudgementTag)) {
    throw bad_argument(value.Env(), "expected the handle of a judgement");
  }
  return *value.As<Napi::External<Held>>().Data();
}

/** A session for one pass. */
class PassingSession {
 public:
  PassingSession(const OpenSession& like, const DerivedRows& derived, tsr_control* control) : backend_(*like.backend) {
    tsr_open_params params{};
    params.struct_size = sizeof params;
    params.device = like.device;
    params.thread_count = like.threads;
    params.memory_limit_bytes = like.memory_limit_bytes;
    params.pnl = {derived.rows.size(), like.strategies, derived.rows.data()};
    params.control = control;
    params.scratch_folder = like.scratch();
    const tsr_status status = backend_.open(&params, &session_);
    if (status != TSR_OK) throw search::SearchError(status, backend_.last_error(nullptr));
  }
  PassingSession(const PassingSession&) = delete;
  PassingSession& operator=(const PassingSession&) = delete;
  ~PassingSession() { backend_.close(session_); }

  tsr_session* get() const { return session_; }

 private:
  const tsr_backend& backend_;
  tsr_session* session_ = nullptr;
};

/** Problems of a device; its work is then done on the processor. */
bool is_of_device(tsr_status status) {
  return status == TSR_OUT_OF_DEVICE_MEMORY || status == TSR_DEVICE_LOST || status == TSR_INTERNAL;
}

}  // namespace

HeldJudgement::HeldJudgement(std::shared_ptr<OpenSession> session, std::unique_ptr<DerivedRows> derived,
                             believable::PairRows pairs)
    : session_(std::move(session)), derived_(std::move(derived)), pairs_(std::move(pairs)) {
  const std::vector<const double*>& rows = derived_ ? derived_->rows : session_->rows;
  table_ = {static_cast<uint32_t>(rows.size()), static_cast<uint32_t>(session_->strategies), rows.data(),
            session_->scratch_folder.empty() ? nullptr : &session_->scratch_folder};
}

believable::PairPass HeldJudgement::pair_pass() const {
  if (session_->backend->supports(TSR_OP_SAMPLED_PAIRS) == 0) return believable::pairs_here;
  return [this](const believable::SampledPairs& pairs, uint32_t repetition, believable::WorkerPool& pool) {
    const believable::RowsMade* const made = derived_ ? &derived_->made : nullptr;
    try {
      return believable::backend_pairs(*session_->backend, session_->session, made)(pairs, repetition, pool);
    } catch (const search::SearchError& error) {
      // A matrix that is not on the device as a whole has the second.
      if (!is_of_device(error.status()) && error.status() != TSR_UNSUPPORTED) throw;
      return pairs.count(repetition, pool);
    }
  };
}

believable::FamilyPass HeldJudgement::family_pass(tsr_control* control) const {
  return [this, control](const believable::Table& table, const believable::Moments& moments,
                         const believable::FamilyFigures& figures, uint32_t threshold, believable::WorkerPool& pool) {
    // No pair is of a family: nothing to pass over.
    if (threshold >= believable::ShrunkCorrelation::kEntries) {
      return believable::family_sums(table, moments, figures, threshold, pool);
    }
    try {
      if (derived_ != nullptr && session_->backend->supports(TSR_OP_DERIVED_FAMILY_SUMS) != 0) {
        try {
          const auto pass = believable::derived_pass(*session_->backend, session_->session, derived_->made, control);
          return pass(table, moments, figures, threshold, pool);
        } catch (const search::SearchError& error) {
          // A matrix that is not on the device as a whole.
          if (error.status() != TSR_UNSUPPORTED) throw;
        }
      }
      std::unique_ptr<PassingSession> own;
      if (derived_ != nullptr) own = std::make_unique<PassingSession>(*session_, *derived_, control);
      tsr_session* const session = own ? own->get() : session_->session;
      return believable::backend_pass(*session_->backend, session, control)(table, moments, figures, threshold, pool);
    } catch (const search::SearchError& error) {
      if (!is_of_device(error.status())) throw;
      return believable::family_sums(table, moments, figures, threshold, pool);
    }
  };
}

believable::PriorPass HeldJudgement::prior_pass() const {
  if (session_->backend->supports(TSR_OP_PRIOR) == 0) return believable::prior_here;
  return [this](const believable::PriorQuestion& question, believable::WorkerPool& pool) {
    try {
      return believable::backend_prior(*session_->backend, session_->session)(question, pool);
    } catch (const search::SearchError& error) {
      if (!is_of_device(error.status())) throw;
      return believable::prior_here(question, pool);
    }
  };
}

std::shared_ptr<const search::Believed> HeldJudgement::believed(unsigned threads) const {
  const std::lock_guard guard(lock_);
  if (!believed_) {
    believable::WorkerPool pool(threads);
    believed_ = believable::believed_of(table_, judgement_, pool);
  }
  return believed_;
}

std::shared_ptr<const believable::Measured> HeldJudgement::measured() const {
  const std::lock_guard guard(lock_);
  return measured_;
}

void HeldJudgement::set_measured(std::shared_ptr<const believable::Measured> measured) const {
  const std::lock_guard guard(lock_);
  measured_ = std::move(measured);
}

Napi::Value judgement_handle(Napi::Env env, std::shared_ptr<const HeldJudgement> judgement) {
  auto held = std::make_unique<Held>(std::move(judgement));
  auto external = Napi::External<Held>::New(env, held.get(), [](Napi::Env, Held* collected) { delete collected; });
  held.release();
  external.TypeTag(&kJudgementTag);
  return external;
}

std::shared_ptr<const HeldJudgement> judgement_arg(const Napi::Value& value) {
  const Held& held = held_arg(value);
  if (!held) throw bad_argument(value.Env(), "the judgement is closed");
  return held;
}

void close_judgement(const Napi::CallbackInfo& info) { held_arg(info[0]).reset(); }

unsigned worker_threads_arg(const Napi::Value& value) {
  const unsigned threads = threads_arg(value);
  return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

Napi::Float64Array float64_array(Napi::Env env, std::span<const double> values) {
  Napi::Float64Array array = Napi::Float64Array::New(env, values.size());
  std::ranges::copy(values, array.Data());
  return array;
}

Napi::Uint32Array uint32_array(Napi::Env env, std::span<const uint32_t> values) {
  Napi::Uint32Array array = Napi::Uint32Array::New(env, values.size());
  std::ranges::copy(values, array.Data());
  return array;
}

BelievableWorker::BelievableWorker(Napi::Env env, const Napi::Value& control)
    : PromiseWorker(env), control_(optional_control_arg(control)) {
  keep(control);
}

void BelievableWorker::interrupt() {
  if (control_ != nullptr) std::atomic_ref(control_->cancel).store(1, std::memory_order_relaxed);
}

}  // namespace tessera::addon

// What JavaScript holds of a judgement (native/believable): the rows, what was made of them, and the measured error once asked
// for.
#pragma once

#include <napi.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "addon/handles.h"
#include "addon/promise_worker.h"
#include "believable/expectation.h"
#include "believable/judgement.h"
#include "search/search_error.h"
#include "storage/matrix_memory.h"

namespace tessera::addon {

/** Rows of a session in another order, with other signs: cells of their own. */
struct DerivedRows {
  storage::MatrixMemory<double> cells;  // [T][N]
  std::vector<const double*> rows;
  believable::RowsMade made;

  /** Row k is written: now and then those before it go to the disk, where they lie there. Any thread. */
  void settle(size_t k) const {
    constexpr size_t kTogether = size_t{16} << 20;
    const size_t n = cells.size() / rows.size(), together = std::max<size_t>(1, kTogether / (n * sizeof(double)));
    if (cells.on_disk() && k % together == 0) cells.settle(0, k * n);
  }
};

/** Destroyed on the JS thread, as the session that it keeps open. Immutable but for what stands behind the lock. */
class HeldJudgement {
 public:
  /** Without derived rows those of the session are judged. `pairs`: none where correlations are of the judged rows. */
  HeldJudgement(std::shared_ptr<OpenSession> session, std::unique_ptr<DerivedRows> derived, believable::PairRows pairs);

  const believable::Table& table() const { return table_; }
  const believable::Judgement& judgement() const { return judgement_; }
  void set_judgement(believable::Judgement judgement) { judgement_ = std::move(judgement); }
  const OpenSession& session() const { return *session_; }
  /** Rows that correlations of pairs are taken from; null = the table's. */
  const believable::PairRows* pair_rows() const { return pairs_.rows.empty() ? nullptr : &pairs_; }

  /** Sampled pairs on the session's device where it has the matrix, otherwise here. */
  believable::PairPass pair_pass() const;
  /** Sums over families on the session's backend; derived rows are made there again, or opened there for the pass. */
  believable::FamilyPass family_pass(tsr_control* control) const;
  /** The prior on the session's device where it has one, otherwise here. */
  believable::PriorPass prior_pass() const;

  /** For searches; made by the first. Any thread. */
  std::shared_ptr<const search::Believed> believed(unsigned threads) const;
  /** Null before it was measured. Any thread. */
  std::shared_ptr<const believable::Measured> measured() const;
  void set_measured(std::shared_ptr<const believable::Measured> measured) const;

 private:
  std::shared_ptr<OpenSession> session_;
  std::unique_ptr<DerivedRows> derived_;
  believable::PairRows pairs_;
  believable::Table table_;
  believable::Judgement judgement_{};
  mutable std::mutex lock_;
  mutable std::shared_ptr<const search::Believed> believed_;
  mutable std::shared_ptr<const believable::Measured> measured_;
};

/** The handle of a judgement. */
Napi::Value judgement_handle(Napi::Env env, std::shared_ptr<const HeldJudgement> judgement);

/** The judgement behind a handle, to be kept until the run ended. Throws bad-argument, also after close. */
std::shared_ptr<const HeldJudgement> judgement_arg(const Napi::Value& value);

/** closeJudgement(handle) */
void close_judgement(const Napi::CallbackInfo& info);

/** All processors for 0; the number that the addon was asked for otherwise. Throws bad-argument. */
unsigned worker_threads_arg(const Napi::Value& value);

/** A Float64Array of these values. JS thread. */
Napi::Float64Array float64_array(Napi::Env env, std::span<const double> values);
Napi::Uint32Array uint32_array(Napi::Env env, std::span<const uint32_t> values);

/** Work of native/believable: what it refuses becomes the rejection. */
class BelievableWorker : public PromiseWorker {
 public:
  void interrupt() override;

 protected:
  /** `control` may be null or undefined. */
  BelievableWorker(Napi::Env env, const Napi::Value& control);

  tsr_control* control() const { return control_; }
  search::Interrupt interruption() const { return search::Interrupt(control_); }

  virtual void compute() = 0;

 private:
  WorkOutcome work() final {
    try {
      compute();
      return {};
    } catch (const search::SearchError& error) {
      return {error.status(), error.what()};
    }
  }

  tsr_control* control_;
};

/** judge(session, request, control) */
Napi::Value judge(const Napi::CallbackInfo& info);
/** chooseBelieved(judgement, request, control) */
Napi::Value choose_believed(const Napi::CallbackInfo& info);
/** measureJudgement(judgement, request, control) */
Napi::Value measure_judgement(const Napi::CallbackInfo& info);
/** believe(judgement, request) */
Napi::Value believe(const Napi::CallbackInfo& info);
/** pathDrawdowns(request, control) */
Napi::Value path_drawdowns(const Napi::CallbackInfo& info);
/** universeStatistics(request, control) */
Napi::Value universe_statistics(const Napi::CallbackInfo& info);

}  // namespace tessera::addon

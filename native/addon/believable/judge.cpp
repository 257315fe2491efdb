#include <algorithm>
#include <cmath>
#include <optional>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/search_argument.h"

namespace tessera::addon {

namespace {

/** Which rows of the session, with which signs; all as they are where nothing is said. */
struct WantedRows {
  bool all = true;
  std::vector<uint32_t> rows;
  std::vector<int8_t> signs;
  bool centred = false;
  double stretch = 1.0;  // of every strategy's mean over the rows
};

WantedRows wanted_rows_arg(const Napi::Object& request, const OpenSession& session) {
  WantedRows wanted;
  wanted.rows = list_arg(request, "rows");
  wanted.centred = request.Get("centred").ToBoolean();
  const Napi::Value stretch = request.Get("stretch");
  if (!stretch.IsUndefined()) wanted.stretch = number_arg(stretch, "stretch");
  if (!(wanted.stretch >= 0.0) || std::isinf(wanted.stretch)) throw bad_argument(request.Env(), "stretch must be at least 0");
  const bool named = !request.Get("rows").IsUndefined();
  if (named && wanted.rows.empty()) throw bad_argument(request.Env(), "rows must name at least one row");
  for (const uint32_t row : wanted.rows) {
    if (row >= session.observations()) {
      throw bad_argument(request.Env(), "rows must be below " + std::to_string(session.observations()));
    }
  }
  if (!named) {
    for (uint32_t t = 0; t < session.observations(); ++t) wanted.rows.push_back(t);
  }
  const Napi::Value signs = request.Get("signs");
  if (!signs.IsUndefined()) {
    if (!signs.IsTypedArray() || signs.As<Napi::TypedArray>().TypedArrayType() != napi_int8_array) {
      throw bad_argument(request.Env(), "signs must be an Int8Array");
    }
    const auto array = signs.As<Napi::Int8Array>();
    wanted.signs.assign(array.Data(), array.Data() + array.ElementLength());
    const bool right = std::ranges::all_of(wanted.signs, [](int8_t sign) { return sign == 1 || sign == -1; });
    if (!right || wanted.signs.size() != wanted.rows.size()) {
      throw bad_argument(request.Env(), "signs must be +1 or -1 for every row");
    }
  }
  wanted.all = !named && wanted.signs.empty() && !wanted.centred && wanted.stretch == 1.0;
  return wanted;
}

std::optional<believable::ShrunkCorrelation> correlation_arg(const Napi::Value& value) {
  if (value.IsUndefined()) return std::nullopt;
  const Napi::Float64Array given = float64_array_arg(value, "correlation");
  believable::ShrunkCorrelation rho;
  const std::span<const double> entries(given.Data(), given.ElementLength());
  const bool right = std::ranges::all_of(entries, [](double r) { return r >= -1.0 && r <= 1.0; });
  if (entries.size() != rho.entry.size() || !right || !std::ranges::is_sorted(entries)) {
    throw bad_argument(value.Env(),
                       "correlation must have " + std::to_string(rho.entry.size()) + " values of -1 to 1 that never fall");
  }
  std::ranges::copy(entries, rho.entry.begin());
  return rho;
}

/** What was told of the families of the same rows under the given rho*. */
std::optional<believable::Families> families_arg(const Napi::Value& value, size_t strategies) {
  if (value.IsUndefined()) return std::nullopt;
  const Napi::Object given = object_arg(value, "families");
  const Napi::Uint32Array size = uint32_array_arg(given.Get("familySize"), "familySize");
  const Napi::Float64Array mean = float64_array_arg(given.Get("familyMean"), "familyMean");
  const Napi::Float64Array correlation = float64_array_arg(given.Get("familyCorrelation"), "familyCorrelation");
  if (size.ElementLength() != strategies || mean.ElementLength() != strategies || correlation.ElementLength() != strategies) {
    throw bad_argument(value.Env(), "families must say something of each of the " + std::to_string(strategies) + " strategies");
  }
  believable::Families families;
  families.size.assign(size.Data(), size.Data() + strategies);
  families.mean.assign(mean.Data(), mean.Data() + strategies);
  families.correlation.assign(correlation.Data(), correlation.Data() + strategies);
  const auto is_finite = [](double x) { return std::isfinite(x); };
  if (std::ranges::find(families.size, 0u) != families.size.end() || !std::ranges::all_of(families.mean, is_finite) ||
      !std::ranges::all_of(families.correlation, is_finite)) {
    throw bad_argument(value.Env(), "families must have a strategy each and finite figures");
  }
  return families;
}

/**
 * Rows for correlations follow their row of the table. What is taken off or added to all rows of a column leaves correlations
 * alone.
 */
believable::PairRows pairs_of(const OpenSession& session, const WantedRows& wanted) {
  believable::PairRows pairs;
  const size_t each = session.correlation_rows.size() / session.observations();
  for (size_t k = 0; k < wanted.rows.size(); ++k) {
    for (size_t j = 0; j < each; ++j) {
      pairs.rows.push_back(session.correlation_rows[wanted.rows[k] * each + j]);
      if (!wanted.signs.empty()) pairs.signs.push_back(wanted.signs[k]);
    }
  }
  return pairs;
}

/** The cells of the wanted rows; a missing one counts as 0 before its mean is taken off. */
std::unique_ptr<DerivedRows> derive(const OpenSession& session, const WantedRows& wanted, believable::WorkerPool& pool) {
  const auto n = static_cast<uint32_t>(session.strategies);
  std::vector<double> mean(n, 0.0);
  if (wanted.centred) {
    mean = believable::measure({static_cast<uint32_t>(session.observations()), n, session.rows.data()}, pool).mean;
  }
  auto derived = std::make_unique<DerivedRows>();
  derived->made.rows = wanted.rows;
  derived->made.signs = wanted.signs;
  if (wanted.centred) derived->made.centre = mean;
  derived->cells =
      storage::MatrixMemory<double>(wanted.rows.size() * n, session.scratch_folder, storage::MappedFile::Access::scattered);
  for (size_t k = 0; k < wanted.rows.size(); ++k) derived->rows.push_back(derived->cells.data() + k * n);
  pool.run(wanted.rows.size(), [&](size_t k) {
    const double* const row = session.rows[wanted.rows[k]];
    if (!session.scratch_folder.empty()) storage::will_need(row, n * sizeof(double));
    const double sign = wanted.signs.empty() ? 1.0 : wanted.signs[k];
    for (uint32_t i = 0; i < n; ++i) derived->cells[k * n + i] = sign * (formulas::present_cell(row[i]) - mean[i]);
    derived->settle(k);
  });
  if (wanted.stretch == 1.0) return derived;
  const std::vector<double> drift =
      believable::measure({static_cast<uint32_t>(wanted.rows.size()), n, derived->rows.data()}, pool).mean;
  for (const double own : drift) derived->made.added.push_back((wanted.stretch - 1.0) * own);
  pool.run(wanted.rows.size(), [&](size_t k) {
    for (uint32_t i = 0; i < n; ++i) derived->cells[k * n + i] += derived->made.added[i];
    derived->settle(k);
  });
  return derived;
}

class JudgeWorker : public BelievableWorker {
 public:
  JudgeWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> session)
      : BelievableWorker(info.Env(), info[2]), session_(std::move(session)) {
    const Napi::Object request = object_arg(info[1], "request");
    wanted_ = wanted_rows_arg(request, *session_);
    correlation_ = correlation_arg(request.Get("correlation"));
    families_ = families_arg(request.Get("families"), session_->strategies);
    if (families_ && !correlation_)
      throw bad_argument(info.Env(), "families must come with the correlation they were made under");
    seed_ = seed_arg(request.Get("seed"));
    threads_ = worker_threads_arg(request.Get("threads"));
  }

 protected:
  void compute() override {
    believable::WorkerPool pool(threads_);
    auto derived = wanted_.all ? nullptr : derive(*session_, wanted_, pool);
    held_ = std::make_shared<HeldJudgement>(session_, std::move(derived), pairs_of(*session_, wanted_));
    believable::JudgeOptions options;
    options.seed = seed_;
    options.correlation = correlation_ ? &*correlation_ : nullptr;
    options.families = families_ ? &*families_ : nullptr;
    options.pair_pass = held_->pair_pass();
    options.family_pass = held_->family_pass(control());
    options.prior_pass = held_->prior_pass();
    options.interrupt = interruption();
    held_->set_judgement(believable::judge(held_->table(), options, pool));
  }

  Napi::Value result(Napi::Env env) override {
    const believable::Judgement& j = held_->judgement();
    Napi::Object result = Napi::Object::New(env);
    result.Set("handle", judgement_handle(env, held_));
    result.Set("observations", held_->table().observations);
    result.Set("sharpe", float64_array(env, j.moments.sharpe));
    result.Set("deviation", float64_array(env, j.moments.deviation));
    result.Set("theta", float64_array(env, j.theta));
    result.Set("familySize", uint32_array(env, j.families.size));
    result.Set("familyMean", float64_array(env, j.families.mean));
    result.Set("familyCorrelation", float64_array(env, j.families.correlation));
    result.Set("combined", float64_array(env, j.combined));
    result.Set("error", float64_array(env, j.error));
    result.Set("weight", float64_array(env, j.weight));
    result.Set("correlation", float64_array(env, j.rho.entry));
    const uint32_t threshold = j.rho.family_threshold();
    result.Set("familyThreshold", threshold < j.rho.entry.size() ? (static_cast<double>(threshold) - 1000.0) / 1000.0 : 2.0);
    result.Set("grid", float64_array(env, j.prior.grid));
    result.Set("prior", float64_array(env, j.prior.share));
    result.Set("meanCorrelation", j.mean_correlation);
    result.Set("withinVariance", j.shrinkage.within);
    result.Set("betweenVariance", j.shrinkage.between);
    result.Set("reliability", j.reliability);
    result.Set("exponent", j.exponent);
    return result;
  }

 private:
  std::shared_ptr<OpenSession> session_;
  WantedRows wanted_;
  std::optional<believable::ShrunkCorrelation> correlation_;
  std::optional<believable::Families> families_;
  uint64_t seed_ = 0;
  unsigned threads_ = 1;
  std::shared_ptr<HeldJudgement> held_;
};

}  // namespace

Napi::Value judge(const Napi::CallbackInfo& info) {
  return start_on_own_thread(info.Env(), new JudgeWorker(info, session_arg(info[0])));
}

}  // namespace tessera::addon

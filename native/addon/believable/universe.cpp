#include "believable/universe/universe.h"

#include <algorithm>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/search_argument.h"

namespace tessera::addon {

namespace {

class UniverseWorker : public BelievableWorker {
 public:
  explicit UniverseWorker(const Napi::CallbackInfo& info) : BelievableWorker(info.Env(), info[1]) {
    const Napi::Object object = object_arg(info[0], "request");
    keep(object);
    read_rows(object.Get("rows"));
    const size_t rows = rows_.size();
    const auto whole = [&](const char* name, int64_t least, int64_t most = UINT32_MAX) {
      return static_cast<size_t>(integer_arg(object.Get(name), name, least, most));
    };
    request_.persistence = number_arg(object.Get("persistence"), "persistence");
    request_.size = whole("size", 1);
    request_.together = whole("together", 1);
    request_.draws = whole("draws", 1);
    request_.draws_of_table = whole("drawsOfTable", 1);
    request_.noise.tables = whole("tables", 0, 1 << 20);
    request_.noise.reach = whole("reach", 1);
    request_.noise.warm_up = whole("warmUp", 0);
    const Napi::Float64Array counts = float64_array_arg(object.Get("counts"), "counts");
    request_.counts = {counts.Data(), counts.ElementLength()};
    row_of_ = list_arg(object, "rowOf");
    words_ = list_arg(object, "words");
    request_.noise.row_of = row_of_;
    request_.noise.words = words_;
    const size_t tables = request_.noise.tables, samples = request_.draws + tables * request_.draws_of_table;
    const size_t steps = rows + (request_.persistence == 0.0 ? 0 : request_.noise.warm_up);
    if (request_.counts.size() != samples * ((rows + request_.together - 1) / request_.together)) {
      throw bad_argument(info.Env(), "counts must have one for every stretch of every sample");
    }
    const size_t innovations = rows - (request_.persistence == 0.0 ? 0 : 1);
    const bool right = std::ranges::all_of(row_of_, [&](uint32_t row) { return row < innovations; });
    if (words_.size() != tables * steps * 2 || row_of_.empty() || !right) {
      throw bad_argument(info.Env(), "words must have two for every row of every table, rowOf numbers of rows");
    }
    threads_ = worker_threads_arg(object.Get("threads"));
  }

 protected:
  void compute() override {
    search::WorkerPool pool(threads_);
    found_ = believable::universe_statistics(request_, pool, control());
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = Napi::Object::New(env);
    result.Set("own", found_.own);
    result.Set("resampled", float64_array(env, found_.resampled));
    result.Set("known", float64_array(env, found_.known));
    result.Set("knownResampled", float64_array(env, found_.known_resampled));
    return result;
  }

 private:
  void read_rows(const Napi::Value& value) {
    if (!value.IsArray()) throw bad_argument(value.Env(), "rows must be an array");
    const auto array = value.As<Napi::Array>();
    for (uint32_t t = 0; t < array.Length(); ++t) {
      Napi::Float64Array row = float64_array_arg(array.Get(t), "rows");
      if (t == 0) request_.columns = row.ElementLength();
      if (row.ElementLength() != request_.columns) throw bad_argument(value.Env(), "rows must be of one length");
      rows_.push_back(row.Data());
    }
    if (rows_.size() < 2) throw bad_argument(value.Env(), "rows must be two at least");
    request_.rows = rows_;
  }

  believable::UniverseRequest request_;
  std::vector<const double*> rows_;
  std::vector<uint32_t> row_of_, words_;
  unsigned threads_ = 1;
  believable::UniverseStatistics found_;
};

}  // namespace

Napi::Value universe_statistics(const Napi::CallbackInfo& info) {
  return start_on_own_thread(info.Env(), new UniverseWorker(info));
}

}  // namespace tessera::addon

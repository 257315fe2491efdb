#include <algorithm>
#include <cmath>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/search_argument.h"
#include "believable/honest_size.h"

namespace tessera::addon {

namespace {

/** Paths of one request: their drawdowns take 80 MB. */
constexpr int64_t kMostPaths = 10'000'000;

/** Float64Array of finite numbers, copied. */
std::vector<double> finite_list_arg(const Napi::Object& object, const char* name) {
  const Napi::Float64Array array = float64_array_arg(object.Get(name), name);
  std::vector<double> values(array.Data(), array.Data() + array.ElementLength());
  if (!std::ranges::all_of(values, [](double x) { return std::isfinite(x); })) {
    throw bad_argument(object.Env(), std::string(name) + " must hold finite numbers");
  }
  return values;
}

/** A finite number of at least `least`. */
double number_from(const Napi::Object& object, const char* name, double least) {
  const double number = number_arg(object.Get(name), name);
  if (!std::isfinite(number) || number < least) {
    throw bad_argument(object.Env(), std::string(name) + " must be a finite number" +
                                         (std::isfinite(least) ? " of at least " + std::to_string(least) : ""));
  }
  return number;
}

class PathsWorker : public BelievableWorker {
 public:
  explicit PathsWorker(const Napi::CallbackInfo& info) : BelievableWorker(info.Env(), info[1]) {
    const Napi::Object request = object_arg(info[0], "request");
    const auto count = [&](const char* name, int64_t most) {
      return static_cast<uint32_t>(integer_arg(request.Get(name), name, 1, most));
    };
    series_ = finite_list_arg(request, "series");
    if (series_.empty()) throw bad_argument(info.Env(), "series must have at least one row");
    request_.series = series_;
    request_.expected = number_from(request, "expected", -HUGE_VAL);
    request_.estimated_rows = count("estimatedRows", UINT32_MAX);
    request_.volatility_factor = number_from(request, "volatilityFactor", 1.0);
    request_.block = count("block", UINT32_MAX);
    request_.horizon = count("horizon", 1 << 20);
    request_.paths = count("paths", kMostPaths);
    request_.seed = seed_arg(request.Get("seed"));
    request_.interrupt = interruption();
    limit_ = number_from(request, "limit", 0.0);
    chance_ = number_from(request, "chance", 0.0);
    sizes_ = finite_list_arg(request, "sizes");
    threads_ = worker_threads_arg(request.Get("threads"));
  }

 protected:
  void compute() override {
    believable::WorkerPool pool(threads_);
    drawdowns_ = believable::path_drawdowns(request_, pool);
    size_ = believable::honest_size(drawdowns_, limit_, chance_);
    for (const double size : sizes_) chances_.push_back(believable::chance_of_drawdown(drawdowns_, limit_, size));
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = Napi::Object::New(env);
    result.Set("drawdowns", float64_array(env, drawdowns_));
    result.Set("honestSize", size_);
    result.Set("chances", float64_array(env, chances_));
    return result;
  }

 private:
  std::vector<double> series_, sizes_, drawdowns_, chances_;
  believable::PathRequest request_{};
  double limit_ = 0.0, chance_ = 0.0, size_ = 0.0;
  unsigned threads_ = 1;
};

}  // namespace

Napi::Value path_drawdowns(const Napi::CallbackInfo& info) { return start_on_own_thread(info.Env(), new PathsWorker(info)); }

}  // namespace tessera::addon

// The functions of believable.ts.
#include "addon/believable/held_judgement.h"
#include "addon/calls.h"

namespace tessera::addon {

void register_believable(Napi::Env env, Napi::Object exports) {
  exports.Set("judge", Napi::Function::New(env, judge, "judge"));
  exports.Set("closeJudgement", Napi::Function::New(env, close_judgement, "closeJudgement"));
  exports.Set("chooseBelieved", Napi::Function::New(env, choose_believed, "chooseBelieved"));
  exports.Set("measureJudgement", Napi::Function::New(env, measure_judgement, "measureJudgement"));
  exports.Set("believe", Napi::Function::New(env, believe, "believe"));
  exports.Set("pathDrawdowns", Napi::Function::New(env, path_drawdowns, "pathDrawdowns"));
  exports.Set("universeStatistics", Napi::Function::New(env, universe_statistics, "universeStatistics"));
}

}  // namespace tessera::addon

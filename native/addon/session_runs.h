// The functions of addon.ts that run on a session; session_binding.cpp exports them. Each answers a promise.
#pragma once

#include <napi.h>

namespace tessera::addon {

Napi::Value run_metrics(const Napi::CallbackInfo& info);             // session_metrics.cpp
Napi::Value run_group_stats(const Napi::CallbackInfo& info);         // session_group_stats.cpp
Napi::Value run_inversions(const Napi::CallbackInfo& info);          // session_inversions.cpp
Napi::Value run_correlation_reduce(const Napi::CallbackInfo& info);  // session_correlation_reduce.cpp
Napi::Value run_correlation_matrix(const Napi::CallbackInfo& info);  // session_correlation_matrix.cpp
Napi::Value run_session_stats(const Napi::CallbackInfo& info);       // session_stats.cpp
Napi::Value run_score_portfolios(const Napi::CallbackInfo& info);    // session_score_portfolios.cpp

}  // namespace tessera::addon

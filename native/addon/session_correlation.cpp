#include <algorithm>
#include <vector>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/session_worker.h"

namespace tessera::addon {

namespace {

/**
 * Weights of the observations that correlations are taken from, undefined = null. The caller keeps the array alive. Throws
 * bad-argument for another length; what is in it is the backend's to judge.
 */
const double* optional_weights_arg(const Napi::Value& value, const OpenSession& opened) {
  if (value.IsUndefined()) return nullptr;
  const Napi::Float64Array weights = float64_array_arg(value, "weights");
  if (weights.ElementLength() != opened.correlation_observations()) {
    throw bad_argument(value.Env(), "weights must have one number for every observation");
  }
  return weights.Data();
}

/** NativePairs of addon.ts. */
Napi::Value pairs_result(Napi::Env env, const std::vector<tsr_pair>& pairs, uint64_t count) {
  Napi::Uint32Array a = Napi::Uint32Array::New(env, count);
  Napi::Uint32Array b = Napi::Uint32Array::New(env, count);
  Napi::Float64Array rho = Napi::Float64Array::New(env, count);
  for (uint64_t i = 0; i < count; ++i) {
    a.Data()[i] = pairs[i].a;
    b.Data()[i] = pairs[i].b;
    rho.Data()[i] = pairs[i].rho;
  }
  Napi::Object result = Napi::Object::New(env);
  result.Set("a", a);
  result.Set("b", b);
  result.Set("rho", rho);
  return result;
}

class CorrelationReduceWorker : public SessionWorker {
 public:
  CorrelationReduceWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), opened),
        arrays_(Napi::Persistent(Napi::Object::New(info.Env()))),
        strategies_(opened->strategies),
        lanes_(size_t{opened->correlation_observations()} * TSR_CORRELATION_LANES) {
    const Napi::Object request = object_arg(info[1], "request");
    read_held(request.Get("held"));
    const uint64_t n = strategies_;
    const auto pairs = static_cast<int64_t>(n * (n - 1) / 2);
    params_.struct_size = sizeof params_;
    params_.histogram_bins = static_cast<uint32_t>(integer_arg(request.Get("bins"), "bins", 0, 1 << 20));
    params_.top_k = static_cast<uint64_t>(std::min(pairs, integer_arg(request.Get("topK"), "topK", 0, INT64_MAX)));
    params_.threshold = number_arg(request.Get("threshold"), "threshold");
    params_.threshold_capacity = static_cast<uint64_t>(
        std::min(pairs, integer_arg(request.Get("thresholdCapacity"), "thresholdCapacity", 0, INT64_MAX)));
    params_.block_size = uint32_arg(request.Get("blockSize"), "blockSize");
    if (!request.Get("order").IsUndefined()) {
      const Napi::Uint32Array order = uint32_array_arg(request.Get("order"), "order");
      if (order.ElementLength() != opened->strategies) throw bad_argument(info.Env(), "order must name every strategy once");
      params_.order = order.Data();
      keep(order);
    }
    params_.weights = optional_weights_arg(request.Get("weights"), *opened);
    keep(request.Get("weights"));
    read_part(request.Get("part"));
    const uint64_t blocks = params_.block_size == 0 ? 0 : blocks_of(params_.whole > 0 ? params_.whole : n);
    if (is_part_ && blocks > 0) read_blocks(request.Get("part").As<Napi::Object>().Get("blocks"), blocks * blocks);
    params_.control = optional_control_arg(info[2]);
    keep(info[2]);

    params_.mean_rho = new_array<double>("meanRho", n);
    params_.mean_abs_rho = new_array<double>("meanAbsRho", n);
    params_.max_abs_rho = new_array<double>("maxAbsRho", n);
    params_.block_mean = new_array<float>("blockMean", blocks * blocks);
    params_.block_min = new_array<float>("blockMin", blocks * blocks);
    params_.block_max = new_array<float>("blockMax", blocks * blocks);
  }

 protected:
  WorkOutcome work() override {
    histogram_.resize(params_.histogram_bins);
    top_.resize(params_.top_k);
    threshold_.resize(params_.threshold_capacity);
    params_.histogram = histogram_.empty() ? nullptr : histogram_.data();
    params_.top = top_.empty() ? nullptr : top_.data();
    params_.top_count = &top_count_;
    params_.threshold_pairs = threshold_.empty() ? nullptr : threshold_.data();
    params_.threshold_count = &threshold_count_;
    params_.sum_rho = &sum_rho_;
    params_.sum_abs_rho = &sum_abs_rho_;
    if (is_part_) params_.tile_total = &tile_total_;
    return run(TSR_OP_CORRELATION_REDUCE, &params_);
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Float64Array histogram = Napi::Float64Array::New(env, histogram_.size());
    std::copy(histogram_.begin(), histogram_.end(), histogram.Data());
    Napi::Object reduced = arrays_.Value();
    reduced.Set("histogram", histogram);
    reduced.Set("sumRho", sum_rho_);
    reduced.Set("sumAbsRho", sum_abs_rho_);
    reduced.Set("top", pairs_result(env, top_, top_count_));
    reduced.Set("threshold", pairs_result(env, threshold_, std::min<uint64_t>(threshold_.size(), threshold_count_)));
    reduced.Set("thresholdCount", static_cast<double>(threshold_count_));
    reduced.Set("tiles", static_cast<double>(tile_total_));
    reduced.Set("anyMissing", any_missing_ != 0);
    return reduced;
  }

 private:
  /** HeldColumns of addon/figures.ts: its arrays are written in place, and the strategies of the pass are those. */
  void read_held(const Napi::Value& value) {
    if (value.IsUndefined()) return;
    const Napi::Object held = object_arg(value, "held");
    Napi::Float64Array cells = float64_array_arg(held.Get("cells"), "cells");
    Napi::Uint8Array varying = uint8_array_arg(held.Get("varying"), "varying");
    strategies_ = params_.held_count = static_cast<uint64_t>(integer_arg(held.Get("count"), "count", 1, UINT32_MAX / 2));
    params_.held_first = static_cast<uint64_t>(integer_arg(held.Get("first"), "first", 0, UINT32_MAX / 2));
    if (varying.ElementLength() < strategies_) throw bad_argument(value.Env(), "varying must have a place for every strategy");
    params_.held = cells.Data();
    params_.held_room = cells.ElementLength();
    params_.held_vary = varying.Data();
    keep(value);
  }

  /** CorrelationPart of addon/figures.ts: its arrays are added to in place. */
  void read_part(const Napi::Value& value) {
    if (value.IsUndefined()) return;
    is_part_ = true;
    const Napi::Object part = object_arg(value, "part");
    params_.first_tile = static_cast<uint64_t>(integer_arg(part.Get("first"), "first", 0, INT64_MAX));
    params_.tile_count = static_cast<uint64_t>(integer_arg(part.Get("count"), "count", 1, INT64_MAX));
    params_.signed_units = units_arg(part.Get("signedUnits"), "signedUnits", strategies_);
    params_.abs_units = units_arg(part.Get("absUnits"), "absUnits", strategies_);
    keep(value);
    if (part.Get("piece").IsUndefined()) return;
    const Napi::Object piece = object_arg(part.Get("piece"), "piece");
    params_.whole = static_cast<uint64_t>(integer_arg(piece.Get("whole"), "whole", 1, INT64_MAX));
    params_.split = static_cast<uint64_t>(integer_arg(piece.Get("split"), "split", 0, INT64_MAX));
    params_.any_missing = &any_missing_;
    params_.sums = floats_arg(piece.Get("sums"), "sums", 2);
    params_.lanes = floats_arg(piece.Get("lanes"), "lanes", lanes_);
    params_.all_lanes = floats_arg(piece.Get("allLanes"), "allLanes", lanes_);
  }

  uint64_t blocks_of(uint64_t strategies) const { return (strategies + params_.block_size - 1) / params_.block_size; }

  /** CorrelationBlocks of addon/figures.ts: its arrays are added to in place. */
  void read_blocks(const Napi::Value& value, uint64_t cells) {
    const Napi::Object blocks = object_arg(value, "blocks");
    params_.block_units = units_arg(blocks.Get("units"), "units", cells);
    params_.block_least = floats_arg(blocks.Get("least"), "least", cells);
    params_.block_largest = floats_arg(blocks.Get("largest"), "largest", cells);
    params_.first_place = static_cast<uint64_t>(integer_arg(blocks.Get("firstPlace"), "firstPlace", 0, INT64_MAX));
    params_.behind_place = static_cast<uint64_t>(integer_arg(blocks.Get("behindPlace"), "behindPlace", 0, INT64_MAX));
  }

  /** So many numbers, undefined = null. The caller keeps the array alive. */
  static double* floats_arg(const Napi::Value& value, const char* name, size_t length) {
    if (value.IsUndefined()) return nullptr;
    Napi::Float64Array array = float64_array_arg(value, name);
    if (array.ElementLength() != length) {
      throw bad_argument(value.Env(), std::string(name) + " must have " + std::to_string(length) + " numbers");
    }
    return array.Data();
  }

  /** So many whole numbers. The caller keeps the array alive. */
  static int64_t* units_arg(const Napi::Value& value, const char* name, size_t length) {
    const bool is_units = value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_bigint64_array;
    if (!is_units || value.As<Napi::TypedArray>().ElementLength() != length) {
      throw bad_argument(value.Env(), std::string(name) + " must be a BigInt64Array of " + std::to_string(length) + " numbers");
    }
    return value.As<Napi::BigInt64Array>().Data();
  }

  /** A result array, filled in place. The result object keeps it alive. */
  template <class Element>
  Element* new_array(const char* name, size_t length) {
    auto array = Napi::TypedArrayOf<Element>::New(Env(), length);
    arrays_.Value().Set(name, array);
    return array.Data();
  }

  tsr_correlation_reduce_params params_{};
  Napi::ObjectReference arrays_;
  std::vector<uint64_t> histogram_;
  std::vector<tsr_pair> top_, threshold_;
  uint64_t strategies_;
  size_t lanes_;
  uint32_t any_missing_ = 0;
  uint64_t top_count_ = 0, threshold_count_ = 0, tile_total_ = 0;
  bool is_part_ = false;
  double sum_rho_ = 0, sum_abs_rho_ = 0;
};

class CorrelationMatrixWorker : public SessionWorker {
 public:
  CorrelationMatrixWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), opened) {
    const Napi::Uint32Array rows = uint32_array_arg(info[1], "rows");
    const Napi::Uint32Array columns = uint32_array_arg(info[2], "columns");
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), rows.ElementLength() * columns.ElementLength());
    params_.struct_size = sizeof params_;
    params_.row_count = rows.ElementLength();
    params_.column_count = columns.ElementLength();
    params_.rows = rows.Data();
    params_.columns = columns.Data();
    params_.out = out.Data();
    params_.weights = optional_weights_arg(info[3], *opened);
    keep(info[3]);
    out_ = Napi::Persistent(out);
    keep(info[1]);
    keep(info[2]);
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_CORRELATION_MATRIX, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  tsr_correlation_matrix_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
};

Napi::Value run_correlation_reduce(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new CorrelationReduceWorker(info, session_arg(info[0])));
}

Napi::Value run_correlation_matrix(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new CorrelationMatrixWorker(info, session_arg(info[0])));
}

}  // namespace

void register_correlation(Napi::Env env, Napi::Object exports) {
  exports.Set("correlationReduce", Napi::Function::New(env, run_correlation_reduce, "correlationReduce"));
  exports.Set("correlationMatrix", Napi::Function::New(env, run_correlation_matrix, "correlationMatrix"));
}

}  // namespace tessera::addon

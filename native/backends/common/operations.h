// Every operation of run() once: its id and name, what its caller may get wrong, and how it is called. Declarations, dispatch,
// names and supports() of both backends derive from this list.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "backends/common/check_arguments.h"

/**
 * X(id, name): void run_<name>(tsr_session&, tsr_<name>_params&), one each in every backend. It throws Failure or
 * std::bad_alloc.
 */
#define TSR_OPERATIONS(X)                          \
  X(TSR_OP_METRICS, metrics)                       \
  X(TSR_OP_CORRELATION_REDUCE, correlation_reduce) \
  X(TSR_OP_CORRELATION_MATRIX, correlation_matrix) \
  X(TSR_OP_SCORE_PORTFOLIOS, score_portfolios)     \
  X(TSR_OP_PORTFOLIO_SUMS, portfolio_sums)         \
  X(TSR_OP_SCORE_SWAPS, score_swaps)               \
  X(TSR_OP_STATS, stats)                           \
  X(TSR_OP_GROUP_STATS, group_stats)               \
  X(TSR_OP_INVERSIONS, inversions)                 \
  X(TSR_OP_FAMILY_SUMS, family_sums)

/** The same for those that backends of devices have beside. */
#define TSR_DEVICE_OPERATIONS(X)                     \
  X(TSR_OP_SEARCH_ISLANDS, search_islands)           \
  X(TSR_OP_DEVICE_BLOCK, device_block)               \
  X(TSR_OP_DERIVED_FAMILY_SUMS, derived_family_sums) \
  X(TSR_OP_PRIOR, prior)                             \
  X(TSR_OP_SAMPLED_PAIRS, sampled_pairs)

/** For ops.h of a backend, in its namespace. */
#define TSR_DECLARE_OPERATION(id, name) void run_##name(tsr_session& session, tsr_##name##_params& params);

/** For the backend's array of Operation. */
#define TSR_OPERATION(id, name)                                                                             \
  tessera::Operation{id, #name, [](tsr_session& session, const tessera::TableShape& table, void* untyped) { \
                       static_assert(offsetof(tsr_##name##_params, struct_size) == 0);                      \
                       auto& params = *static_cast<tsr_##name##_params*>(untyped);                          \
                       tessera::check_params(params, table);                                                \
                       run_##name(session, params);                                                         \
                     }},

namespace tessera {

/** Of the session that an operation runs on: N strategies, T observations. */
struct TableShape {
  uint64_t strategies;
  uint32_t observations;
};

inline void check_params(const tsr_metrics_params& p, const TableShape& table) {
  require(p.struct_size >= sizeof p && p.config.struct_size >= sizeof p.config, "metrics: struct_size");
  require(p.config.profile <= TSR_PROFILE_R, "metrics: unknown profile");
  if (p.metric_count == 0) return;
  require(p.metrics != nullptr && p.out != nullptr, "metrics: a pointer is null");
  for (uint32_t m = 0; m < p.metric_count; ++m) require(p.metrics[m] < TSR_METRIC_COUNT, "metrics: unknown metric");
  if (p.strategy_count == 0) return;
  require(p.strategies != nullptr, "metrics: strategies is null");
  require_indices(p.strategies, p.strategy_count, table.strategies, "strategies");
}

inline void check_params(const tsr_group_stats_params& p, const TableShape& table) {
  require(p.struct_size >= sizeof p, "group statistics: struct_size");
  require(p.group_count > 0 && p.group_count < TSR_NO_GROUP, "group statistics: group_count");
  require(p.group_of != nullptr, "group statistics: group_of is null");
  for (uint32_t t = 0; t < table.observations; ++t) {
    require(p.group_of[t] < p.group_count || p.group_of[t] == TSR_NO_GROUP, "group statistics: unknown group");
    require(p.weights == nullptr || (p.weights[t] >= 0.0 && std::isfinite(p.weights[t])),
            "group statistics: a weight is negative or not finite");
  }
  if (p.statistic_count == 0) return;
  require(p.statistics != nullptr && p.out != nullptr, "group statistics: a pointer is null");
  for (uint32_t k = 0; k < p.statistic_count; ++k) {
    require(p.statistics[k] < TSR_STATISTIC_COUNT, "group statistics: unknown statistic");
  }
  if (p.strategy_count == 0) return;
  require(p.strategies != nullptr, "group statistics: strategies is null");
  require_indices(p.strategies, p.strategy_count, table.strategies, "strategies");
}

inline void check_params(const tsr_inversions_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p && p.out != nullptr, "inversions: struct_size or out");
}

inline void check_params(const tsr_family_sums_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "family_sums: struct_size");
  require(p.figure_count >= 1 && p.figure_count <= 4096, "family_sums: figure_count");
  require(p.first_entry <= TSR_CORRELATION_ENTRIES, "family_sums: first_entry");
  require(p.mean && p.norm && p.by_entry && p.figures && p.others && p.entry_sums && p.figure_sums,
          "family_sums: a pointer is null");
}

inline void check_params(const tsr_derived_family_sums_params& p, const TableShape& table) {
  require(p.struct_size >= sizeof p, "derived_family_sums: struct_size");
  check_params(p.sums, table);
  require(p.row_count >= 1 && p.rows != nullptr, "derived_family_sums: no rows");
  require_indices(p.rows, p.row_count, table.observations, "rows");
}

inline void check_params(const tsr_prior_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "prior: struct_size");
  require(p.count >= 1 && p.steps >= 1, "prior: no values or no steps");
  require(p.value && p.error && p.grid && p.added && p.share && p.mean, "prior: a pointer is null");
}

inline void check_params(const tsr_sampled_pairs_params& p, const TableShape& table) {
  require(p.struct_size >= sizeof p, "sampled_pairs: struct_size");
  require(p.row_count >= 1 && p.sampled_count >= 1 && p.varying_count >= 1 && p.edge_count >= 1,
          "sampled_pairs: nothing to count");
  require(p.edge_count <= TSR_MOST_PAIR_EDGES, "sampled_pairs: edge_count");
  require(p.mean && p.norm && p.sampled && p.varying && p.edges && p.bins && p.seen, "sampled_pairs: a pointer is null");
  require(p.rows != nullptr || p.row_count == table.observations, "sampled_pairs: row_count");
  if (p.rows != nullptr) require_indices(p.rows, p.row_count, table.observations, "rows");
  require_indices(p.sampled, p.sampled_count, table.strategies, "sampled");
  require_indices(p.varying, p.varying_count, table.strategies, "varying");
}

/** The rest is checked by who opens a search, which knows the layout of states. */
inline void check_params(const tsr_search_islands_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "search_islands: struct_size");
}

inline void check_params(const tsr_device_block_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p && p.schema && p.array, "device_block: struct_size, or a pointer is null");
}

inline void check_params(const tsr_stats_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "stats: struct_size");
}

/** Whether a part of the pass is asked for, or its parts are put together; callers may be older than that. */
inline bool is_part(const tsr_correlation_reduce_params& p) {
  return p.struct_size >= offsetof(tsr_correlation_reduce_params, whole) &&
         (p.tile_count > 0 || p.tile_total || p.signed_units || p.abs_units);
}

/** Whether the session has a part of the table's strategies alone. */
inline bool is_piece(const tsr_correlation_reduce_params& p) {
  return p.struct_size >= offsetof(tsr_correlation_reduce_params, block_units) && p.whole > 0;
}

/** Whether a part adds to the blocks of a map. */
inline bool has_part_blocks(const tsr_correlation_reduce_params& p) {
  return p.struct_size >= offsetof(tsr_correlation_reduce_params, held) && p.block_units && p.block_least && p.block_largest;
}

/** Whether a pass is over strategies that are held, and not over those of the session. */
inline bool is_held(const tsr_correlation_reduce_params& p) { return p.struct_size >= sizeof p && p.held != nullptr; }

/** The strategies that a pass is over. */
inline uint64_t strategies_of(const tsr_correlation_reduce_params& p, const TableShape& table) {
  return is_held(p) ? p.held_count : table.strategies;
}

/** The weights are looked at by ObservationWeights::of; callers may be older than they are. */
inline void check_params(const tsr_correlation_reduce_params& p, const TableShape& table) {
  require(p.struct_size >= offsetof(tsr_correlation_reduce_params, weights), "correlation_reduce: struct_size");
  require(p.threshold == p.threshold, "correlation_reduce: the threshold is not a number");
  // The histograms' arithmetic leaves 30 bits for the bin.
  require(p.histogram_bins < (1u << 28), "correlation_reduce: too many bins");
  require_permutation(p.order, table.strategies);
  require(!is_part(p) || p.block_size == 0 || has_part_blocks(p), "correlation_reduce: blocks of a part without their sums");
  require(!is_piece(p) || (is_part(p) && p.order == nullptr && p.sums != nullptr),
          "correlation_reduce: a piece without its parts");
  const uint64_t strategies = strategies_of(p, table);
  require(!is_piece(p) || (p.split < strategies && p.whole >= strategies), "correlation_reduce: whole, or split");
  require(!is_held(p) || (is_piece(p) && p.held_vary != nullptr), "correlation_reduce: what is held is of a piece");
  require(!is_held(p) || p.held_first == p.held_count ||
              (p.held_first < p.held_count && p.held_count - p.held_first >= table.strategies),
          "correlation_reduce: held_first");
  if (!is_piece(p) || p.block_size == 0) return;
  const uint64_t first = p.split > 0 ? p.split : strategies;
  const uint64_t behind = strategies - first;
  require(p.first_place <= p.whole - first && p.behind_place <= p.whole - behind, "correlation_reduce: places of a piece");
}

inline void check_params(const tsr_correlation_matrix_params& p, const TableShape& table) {
  require(p.struct_size >= offsetof(tsr_correlation_matrix_params, weights), "correlation_matrix: struct_size");
  if (p.row_count == 0 || p.column_count == 0) return;
  require(p.rows && p.columns && p.out, "correlation_matrix: a pointer is null");
  require_indices(p.rows, p.row_count, table.strategies, "rows");
  require_indices(p.columns, p.column_count, table.strategies, "columns");
}

// Indices of portfolios and swaps may be many millions: who copies them checks them on the way.

inline void check_params(const tsr_score_portfolios_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "score_portfolios: struct_size");
  require_objective(p.objective);
  if (p.portfolio_count == 0) return;
  require(p.size >= 1, "score_portfolios: size is 0");
  require(p.members && p.fitness, "score_portfolios: a pointer is null");
}

inline void check_params(const tsr_portfolio_sums_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "portfolio_sums: struct_size");
  if (p.portfolio_count == 0) return;
  require(p.size >= 1, "portfolio_sums: size is 0");
  require(p.members && p.pnl_sum && p.standardised_sum && p.varying, "portfolio_sums: a pointer is null");
}

inline void check_params(const tsr_score_swaps_params& p, const TableShape&) {
  require(p.struct_size >= sizeof p, "score_swaps: struct_size");
  require_objective(p.objective);
  if (p.swap_count == 0) return;
  require(p.size >= 1 && p.chain_count >= 1, "score_swaps: no portfolio");
  require(p.pnl_sum && p.standardised_sum && p.varying && p.out_member && p.in_member && p.fitness,
          "score_swaps: a pointer is null");
}

struct Operation {
  tsr_op id;
  const char* name;
  /** Checks the params, then runs. Throws Failure or std::bad_alloc. */
  void (*run)(tsr_session& session, const TableShape& table, void* params);
};

/** Null where the backend has none of that number. */
inline const Operation* find_operation(std::span<const Operation> operations, tsr_op id) {
  for (const Operation& one : operations) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

/** Throws what the operation throws, and Failure{TSR_UNSUPPORTED} where the backend has none of that number. */
inline void run_operation(std::span<const Operation> operations, const char* backend, tsr_session& session,
                          const TableShape& table, tsr_op id, void* params) {
  const Operation* const operation = find_operation(operations, id);
  if (operation == nullptr) {
    throw Failure{TSR_UNSUPPORTED, std::string("run: the ") + backend + " backend has no such operation"};
  }
  operation->run(session, table, params);
}

}  // namespace tessera

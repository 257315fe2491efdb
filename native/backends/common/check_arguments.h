// What a caller can get wrong. All throw Failure{TSR_BAD_ARGUMENT, text}; operations.h says what each operation wants.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "backends/common/failure.h"

namespace tessera {

/** Throws unless the condition holds. */
inline void require(bool condition, const char* text) {
  if (!condition) throw Failure{TSR_BAD_ARGUMENT, text};
}

/** The largest of `count` indices is `largest`: it must be under `limit`. */
inline void require_index(uint32_t largest, uint64_t count, uint64_t limit, const char* name) {
  if (count == 0 || largest < limit) return;
  throw Failure{TSR_BAD_ARGUMENT,
                std::string(name) + " holds index " + std::to_string(largest) + ", but there are " + std::to_string(limit)};
}

/** Every index under `limit`. One pass without a branch per element. */
inline void require_indices(const uint32_t* indices, uint64_t count, uint64_t limit, const char* name) {
  uint32_t largest = 0;
  for (uint64_t i = 0; i < count; ++i) largest = std::max(largest, indices[i]);
  require_index(largest, count, limit, name);
}

/** order: null, or each of 0 .. count - 1 once. */
inline void require_permutation(const uint32_t* order, uint64_t count) {
  if (order == nullptr) return;
  require_indices(order, count, count, "order");
  std::vector<bool> seen(count, false);
  for (uint64_t i = 0; i < count; ++i) {
    require(!seen[order[i]], "order holds a strategy twice");
    seen[order[i]] = true;
  }
}

inline void require_objective(const tsr_objective& objective) {
  require(objective.struct_size == sizeof(tsr_objective), "objective: struct_size");
  require(objective.metric <= TSR_OBJECTIVE_HYBRID, "objective: unknown metric");
  require(objective.penalty <= TSR_PENALTY_NONE, "objective: unknown penalty");
}

/** The caller's rows, not copied; `most` is what positions and observations may be counted to. `name` is for the text. */
inline std::vector<const double*> require_rows(const tsr_matrix& matrix, uint64_t most, const char* name) {
  const auto need = [&](bool condition, const char* text) { require(condition, (std::string(name) + text).c_str()); };
  need(matrix.observations > 0 && matrix.strategies > 0 && matrix.rows != nullptr, " has no rows or no strategies");
  need(matrix.observations <= most && matrix.strategies <= most, " is too large");
  std::vector<const double*> rows(matrix.rows, matrix.rows + matrix.observations);
  need(std::ranges::count(rows, nullptr) == 0, " has a null row");
  return rows;
}

}  // namespace tessera

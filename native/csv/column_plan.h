// What to do with each column of a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera::csv {

/** csvRole in electron/service/engine/addon/csv.ts. */
enum class Role : uint8_t { ignore = 0, text = 1, number = 2 };

/** Neighbouring columns of one role. */
struct ColumnRun {
  Role role;
  uint32_t begin;
  uint32_t end;
  uint32_t target;  ///< index of the first one among the columns of its role
};

struct ColumnPlan {
  explicit ColumnPlan(const std::vector<Role>& roles, bool stop_early = false) : columns(static_cast<uint32_t>(roles.size())) {
    uint32_t used[3] = {0, 0, 0};
    for (uint32_t column = 0; column < columns; ++column) {
      const Role role = roles[column];
      if (runs.empty() || runs.back().role != role) {
        runs.push_back({role, column, column, used[static_cast<size_t>(role)]});
      }
      runs.back().end = column + 1;
      ++used[static_cast<size_t>(role)];
    }
    if (stop_early && !runs.empty() && runs.back().role == Role::ignore) {
      runs.pop_back();
      whole_rows = false;
    }
    texts = used[static_cast<size_t>(Role::text)];
    numbers = used[static_cast<size_t>(Role::number)];
  }

  uint32_t columns;
  uint32_t texts = 0;
  uint32_t numbers = 0;
  bool whole_rows = true;  ///< rows are read to their end, so that extra cells are found
  std::vector<ColumnRun> runs;
};

}  // namespace tessera::csv

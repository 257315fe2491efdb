// What to do with each column of a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tessera::csv {

/// csvRole in electron/service/engine/addon.ts.
enum class Role : std::uint8_t { ignore = 0, text = 1, number = 2 };

/// Neighbouring columns of one role.
struct ColumnRun {
  Role role;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t target;  ///< index of the first one among the columns of its role
};

struct ColumnPlan {
  explicit ColumnPlan(const std::vector<Role>& roles, bool stop_early = false)
      : columns(static_cast<std::uint32_t>(roles.size())) {
    std::uint32_t used[3] = {0, 0, 0};
    for (std::uint32_t column = 0; column < columns; ++column) {
      const Role role = roles[column];
      if (runs.empty() || runs.back().role != role) {
        runs.push_back({role, column, column, used[static_cast<std::size_t>(role)]});
      }
      runs.back().end = column + 1;
      ++used[static_cast<std::size_t>(role)];
    }
    if (stop_early && !runs.empty() && runs.back().role == Role::ignore) {
      runs.pop_back();
      whole_rows = false;
    }
    texts = used[static_cast<std::size_t>(Role::text)];
    numbers = used[static_cast<std::size_t>(Role::number)];
  }

  std::uint32_t columns;
  std::uint32_t texts = 0;
  std::uint32_t numbers = 0;
  bool whole_rows = true;  ///< rows are read to their end, so that extra cells are found
  std::vector<ColumnRun> runs;
};

}  // namespace tessera::csv

#include "believable/choosing/reward_to_risk.h"

#include <vector>

namespace tessera::believable {

double reward_to_risk(const Table& table, std::span<const uint32_t> members, const RewardToRisk& rule) {
  std::vector<double> sum(table.observations, 0.0);
  for (uint32_t t = 0; t < table.observations; ++t) {
    table.row_ahead(t + 1);
    for (const uint32_t strategy : members) sum[t] += table.cell(t, strategy);
  }
  return EquityPath(sum.data(), nullptr, nullptr, table.observations, rule.peak_from_zero)
      .ratio(static_cast<double>(members.size()), rule.floor);
}

}  // namespace tessera::believable

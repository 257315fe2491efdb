#include "believable/choosing/enumeration.h"

#include <algorithm>
#include <cmath>

#include "search/island/state.h"

namespace tessera::believable {
namespace {

using search::Score;
namespace island = search::island;

/** Enumerated portfolios after which a wish to stop is looked for. */
constexpr uint64_t kAskedAfter = 1 << 16;

}  // namespace

uint64_t portfolios(uint64_t candidates, uint64_t slots, uint64_t limit) {
  slots = std::min(slots, candidates - slots);
  double count = 1.0;
  for (uint64_t k = 1; k <= slots; ++k) {
    count = count * static_cast<double>(candidates - slots + k) / static_cast<double>(k);
    if (count > static_cast<double>(limit)) return limit + 1;
  }
  return static_cast<uint64_t>(std::llround(count));
}

Enumeration::Enumeration(const Pool& pool, const search::Problem& problem, Selection& selection,
                         const search::Interrupt& interrupt)
    : pool_(pool),
      problem_(problem),
      selection_(selection),
      interrupt_(interrupt),
      balanced_(std::ranges::any_of(problem.groups.balance_weight, [](double weight) { return weight != 0.0; })),
      limited_(problem.limits_pairs() || problem.limits_drawdown() || balanced_) {
  members_ = pool.places_of(problem.fixed);
  for (const uint32_t candidate : pool.places_of(problem.candidates)) free_.push_back(candidate);
}

std::vector<uint32_t> Enumeration::best() {
  double numerator = 0.0, square = 0.0;
  for (size_t k = 0; k < members_.size(); ++k) extend(members_[k], k, numerator, square);
  visit(0, numerator, square);
  return best_;
}

void Enumeration::extend(uint32_t place, size_t before, double& numerator, double& square) const {
  const double v = pool_.weight[place];
  double with = 0.0;
  for (size_t m = 0; m < before; ++m) with += pool_.weight[members_[m]] * pool_.rho[place * pool_.size() + members_[m]];
  numerator += v * pool_.theta[place];
  square += 2.0 * v * with + v * v;
}

void Enumeration::visit(size_t first, double numerator, double square) {
  const size_t missing = problem_.size - members_.size();
  if (missing == 0) return judge(square > 0.0 ? numerator / std::sqrt(square) : 0.0);
  for (size_t k = first; k + missing <= free_.size(); ++k) {
    double next_numerator = numerator, next_square = square;
    extend(free_[k], members_.size(), next_numerator, next_square);
    members_.push_back(free_[k]);
    visit(k + 1, next_numerator, next_square);
    members_.pop_back();
  }
}

/** Limits are looked at only where the value alone would do. */
void Enumeration::judge(double value) {
  if (++judged_ % kAskedAfter == 0) interrupt_.stop_if_requested();
  if (!best_.empty() && best_score_.violation == 0.0 && !balanced_ && !(value > best_score_.fitness)) return;
  if (!within_groups()) return;
  std::vector<uint32_t> places = members_;
  std::ranges::sort(places);
  Score score{0.0, value};
  if (limited_) {
    selection_.take(places);
    score = selection_.score();
    if (!best_.empty() && !better(score, best_score_)) return;
  }
  best_ = std::move(places);
  best_score_ = score;
}

bool Enumeration::within_groups() const {
  if (problem_.groupings.empty()) return true;
  const tsr_search_problem seen = problem_.view();
  std::vector<uint32_t> counts(seen.group_count, 0);
  for (uint32_t k = 0; k < seen.grouping_count; ++k) {
    for (const uint32_t place : members_) {
      const uint32_t group = island::group_of(seen, k, pool_.strategies[place]);
      if (group != TSR_NO_GROUP) ++counts[group];
    }
  }
  for (uint32_t g = 0; g < seen.group_count; ++g) {
    if (counts[g] < seen.group_minimum[g] || counts[g] > seen.group_maximum[g]) return false;
  }
  return true;
}

}  // namespace tessera::believable

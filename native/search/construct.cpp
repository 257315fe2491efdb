#include "search/construct.h"

#include <algorithm>

#include "search/chain.h"
#include "search/promising.h"
#include "search/search_error.h"

namespace tessera::search {

namespace {

/** Counts of a portfolio under construction, and whether one more strategy leaves it completable. */
class Builder {
 public:
  explicit Builder(const Problem& problem) : problem_(problem), counts_(problem.groupings.size()) {
    for (std::size_t k = 0; k < counts_.size(); ++k) counts_[k].assign(problem.groupings[k].minimum.size(), 0);
    for (const auto member : problem.fixed) add(member);
  }

  bool full() const { return members.size() == problem_.size; }

  bool accepts(std::uint32_t strategy) const {
    if (std::find(members.begin(), members.end(), strategy) != members.end()) return false;
    for (std::size_t k = 0; k < counts_.size(); ++k) {
      const Grouping& grouping = problem_.groupings[k];
      const auto group = grouping.group_of[strategy];
      if (group != no_group && counts_[k][group] >= grouping.maximum[group]) return false;
      std::size_t missing = 0;
      for (std::size_t g = 0; g < counts_[k].size(); ++g) {
        if (counts_[k][g] < grouping.minimum[g]) missing += grouping.minimum[g] - counts_[k][g];
      }
      const bool helps = group != no_group && counts_[k][group] < grouping.minimum[group];
      if (!helps && missing >= problem_.size - members.size()) return false;
    }
    return true;
  }

  void add(std::uint32_t strategy) {
    members.push_back(strategy);
    for (std::size_t k = 0; k < counts_.size(); ++k) {
      const auto group = problem_.groupings[k].group_of[strategy];
      if (group != no_group) ++counts_[k][group];
    }
  }

  std::vector<std::uint32_t> members;

 private:
  const Problem& problem_;
  std::vector<std::vector<std::uint32_t>> counts_;
};

bool add_random(const Problem& problem, Stream& stream, Builder& builder) {
  const auto count = static_cast<std::uint32_t>(problem.candidates.size());
  constexpr int quick_draws = 32;
  for (int draw = 0; draw < quick_draws; ++draw) {
    const auto strategy = draw_candidate(problem, stream);
    if (!builder.accepts(strategy)) continue;
    builder.add(strategy);
    return true;
  }
  const std::uint32_t first = stream.below(count);  // few are left: look at all, from a random one on
  for (std::uint32_t k = 0; k < count; ++k) {
    const auto strategy = problem.candidates[(first + k) % count];
    if (!builder.accepts(strategy)) continue;
    builder.add(strategy);
    return true;
  }
  return false;
}

}  // namespace

std::vector<std::uint32_t> construct(const Problem& problem, Stream& stream, std::span<const std::uint32_t> wanted) {
  constexpr int attempts = 100;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    Builder builder(problem);
    for (const auto strategy : wanted) {
      if (builder.full()) break;
      if (problem.allowed[strategy] && builder.accepts(strategy)) builder.add(strategy);
    }
    while (!builder.full() && add_random(problem, stream, builder)) {
    }
    if (builder.full()) {
      std::sort(builder.members.begin(), builder.members.end());
      return std::move(builder.members);
    }
  }
  throw SearchError(TSR_BAD_ARGUMENT, "No portfolio of this size was found within the bounds of the groups");
}

}  // namespace tessera::search

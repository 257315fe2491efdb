#include "search/problem.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "search/search_error.h"

namespace tessera::search {

namespace {

[[noreturn]] void refuse(const std::string& message) { throw SearchError(TSR_BAD_ARGUMENT, message); }

void check_indices(const std::vector<uint32_t>& list, uint32_t strategies, const char* what) {
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i] >= strategies) refuse(std::string(what) + ": strategy index " + std::to_string(list[i]) + " does not exist");
    if (i > 0 && list[i] <= list[i - 1]) refuse(std::string(what) + " must be ascending and without repeats");
  }
}

void check_grouping(const Grouping& grouping, const Problem& problem) {
  const size_t groups = grouping.minimum.size();
  if (grouping.group_of.size() != problem.strategies) refuse("A grouping must name a group for every strategy");
  if (grouping.maximum.size() != groups) refuse("A grouping needs a minimum and a maximum for every group");
  if (!grouping.desired.empty() && grouping.desired.size() != groups) refuse("A balance needs a count for every group");
  std::vector<uint32_t> available(groups, 0), held(groups, 0);
  const auto count = [&](const std::vector<uint32_t>& strategies, std::vector<uint32_t>& counts) {
    for (const auto strategy : strategies) {
      const auto group = grouping.group_of[strategy];
      if (group == kNoGroup) continue;
      if (group >= groups) refuse("A strategy's group is out of range");
      ++counts[group];
    }
  };
  count(problem.fixed, held);
  available = held;
  count(problem.candidates, available);
  uint64_t needed = 0;
  for (size_t g = 0; g < groups; ++g) {
    const std::string name = "Group " + std::to_string(g);
    if (grouping.minimum[g] > grouping.maximum[g]) refuse(name + ": the minimum exceeds the maximum");
    if (grouping.minimum[g] > available[g]) refuse(name + " has fewer strategies than its minimum");
    if (held[g] > grouping.maximum[g]) refuse(name + ": the strategies to include exceed the maximum");
    needed += grouping.minimum[g];
  }
  if (needed > problem.size) refuse("The groups' minimums add up to more than the portfolio size");
}

FlatGroupings flatten(const std::vector<Grouping>& groupings) {
  FlatGroupings flat;
  flat.first.push_back(0);
  for (const auto& grouping : groupings) {
    const uint32_t first = flat.first.back();
    for (const auto group : grouping.group_of) flat.group_of.push_back(group == kNoGroup ? kNoGroup : first + group);
    const size_t groups = grouping.minimum.size();
    flat.minimum.insert(flat.minimum.end(), grouping.minimum.begin(), grouping.minimum.end());
    flat.maximum.insert(flat.maximum.end(), grouping.maximum.begin(), grouping.maximum.end());
    flat.desired.insert(flat.desired.end(), grouping.desired.begin(), grouping.desired.end());
    flat.desired.resize(first + groups, 0.0);
    flat.balance_weight.push_back(grouping.desired.empty() ? 0.0 : grouping.balance_weight);
    flat.first.push_back(first + static_cast<uint32_t>(groups));
  }
  return flat;
}

}  // namespace

tsr_search_problem Problem::view() const {
  tsr_search_problem seen{};
  seen.struct_size = sizeof seen;
  seen.algorithm = static_cast<uint32_t>(algorithm);
  seen.size = size;
  seen.strategies = strategies;
  seen.observations = observations;
  seen.correlation_observations = correlation_observations;
  seen.candidate_count = static_cast<uint32_t>(candidates.size());
  seen.fixed_count = static_cast<uint32_t>(fixed.size());
  seen.promising_count = static_cast<uint32_t>(promising.size());
  seen.grouping_count = static_cast<uint32_t>(groupings.size());
  seen.group_count = static_cast<uint32_t>(groups.minimum.size());
  seen.bounded = columns && columns->has_bounds() && columns_limit(objective, believed != nullptr) > 0 ? 1 : 0;
  seen.seed = seed;
  seen.objective = objective;
  seen.max_drawdown = max_drawdown;
  seen.promising_share = promising_share;
  seen.candidates = candidates.data();
  seen.fixed = fixed.data();
  seen.promising = promising.data();
  seen.allowed = allowed.data();
  seen.group_of = groups.group_of.data();
  seen.group_first = groups.first.data();
  seen.group_minimum = groups.minimum.data();
  seen.group_maximum = groups.maximum.data();
  seen.group_desired = groups.desired.data();
  seen.balance_weight = groups.balance_weight.data();
  return seen;
}

Problem make_problem(const Request& request) {
  Problem problem;
  problem.backend = request.backend;
  problem.session = request.session;
  problem.observations = request.observations;
  problem.correlation_observations = request.correlation_observations;
  problem.strategies = request.strategies;
  problem.size = request.size;
  problem.algorithm = request.algorithm;
  problem.seed = request.seed;
  problem.objective = request.objective;
  if (request.believed) {
    if (request.believed->strategies != request.strategies) refuse("What is believed is of another number of strategies");
    // What is asked of the backend beside: drawdowns.
    problem.believed = request.believed;
    problem.objective.metric = TSR_OBJECTIVE_RATIO;
    problem.objective.penalty = TSR_PENALTY_NONE;
  }
  problem.max_evaluations = request.max_evaluations;
  problem.objective.struct_size = sizeof(tsr_objective);
  problem.groupings = request.groupings;
  problem.max_pair_correlation = request.max_pair_correlation;
  problem.max_drawdown = request.max_drawdown;
  problem.columns = request.columns;
  if (problem.size == 0) refuse("A portfolio needs at least one strategy");
  if (problem.size >= 1u << 24) refuse("The portfolio size is too large");

  check_indices(request.candidates, problem.strategies, "The candidates");
  problem.fixed = request.must_include;
  std::sort(problem.fixed.begin(), problem.fixed.end());
  check_indices(problem.fixed, problem.strategies, "The strategies to include");
  if (problem.fixed.size() > problem.size) refuse("More strategies must be included than the portfolio holds");

  problem.candidates = request.candidates;
  if (problem.candidates.empty()) {
    problem.candidates.resize(problem.strategies);
    std::iota(problem.candidates.begin(), problem.candidates.end(), 0u);
  }
  std::erase_if(problem.candidates,
                [&](uint32_t s) { return std::binary_search(problem.fixed.begin(), problem.fixed.end(), s); });
  if (problem.candidates.size() < problem.free_slots()) {
    refuse("Only " + std::to_string(problem.candidates.size() + problem.fixed.size()) +
           " strategies may be chosen, a portfolio of " + std::to_string(problem.size) + " needs more");
  }
  problem.allowed.assign(problem.strategies, 0);
  for (const auto strategy : problem.candidates) problem.allowed[strategy] = 1;
  for (const auto& grouping : problem.groupings) check_grouping(grouping, problem);
  problem.groups = flatten(problem.groupings);
  return problem;
}

}  // namespace tessera::search

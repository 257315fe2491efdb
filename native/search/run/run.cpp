#include "search/run/run.h"

#include <algorithm>
#include <exception>
#include <new>

#include "search/algorithms/island_exchange.h"
#include "search/host/evaluator.h"
#include "search/host/host_islands.h"
#include "search/island/climb.h"
#include "search/island/construct.h"
#include "search/islands.h"
#include "search/promising.h"
#include "search/search.h"
#include "search/search_error.h"

namespace tessera::search {

namespace {

constexpr size_t kElites = 2;                       // portfolios that the final descent works on
constexpr double kFinishShare = 0.2;                // of the budget, kept for the final descent
constexpr uint64_t kWorkPerGeneration = 4096 * 82;  // evaluations x observations of one island
constexpr uint64_t kSmallestQuota = 256;
constexpr uint64_t kFinishSlice = 1 << 19;  // evaluations of the final descent between two looks at the caller's wishes

}  // namespace

Outcome run_search(const Request& request, tsr_control* control) {
  Outcome outcome;
  try {
    if (!request.backend || !request.session) throw SearchError(TSR_BAD_ARGUMENT, "The search has no session");
    return Run(request, control).execute();
  } catch (const SearchError& error) {
    outcome.status = error.status();
    outcome.message = error.what();
  } catch (const std::bad_alloc&) {
    outcome.status = TSR_OUT_OF_HOST_MEMORY;
    outcome.message = "There is not enough memory for this search";
  } catch (const std::exception& error) {
    outcome.status = TSR_INTERNAL;
    outcome.message = error.what();
  }
  return outcome;
}

Run::Run(const Request& request, tsr_control* control)
    : request_(request),
      problem_(make_problem(request)),
      parameters_(parameter_specs(request.algorithm), request.parameters),
      control_(control),
      began_(Interrupt::Clock::now()),
      interrupt_(control, deadline(request, began_, 0)),
      archive_(kElites),
      live_(request.live, request.size) {
  if (request.max_evaluations == 0) throw SearchError(TSR_BAD_ARGUMENT, "The search needs a budget of evaluations");
  if (!problem_.columns && !is_baseline(request.algorithm)) {
    problem_.columns =
        Columns::load(*problem_.backend, problem_.session, problem_.observations, problem_.correlation_observations,
                      problem_.strategies, columns_limit(problem_.objective, problem_.believed != nullptr));
  }
  if (!is_baseline(request.algorithm)) {
    problem_.promising = promising(problem_, parameters_.count("pool"));
    problem_.promising_share = parameters_.get("promising");
  }
  algorithm_ = make_algorithm(problem_, parameters_);
  seen_ = problem_.view();
  algorithm_->describe(seen_);
  if (request.descent) seen_.islands = 1;
  islands_ = DeviceIslands::open(problem_, seen_, control_);
  if (!islands_) islands_ = std::make_unique<HostIslands>(problem_, seen_, std::max(1u, request.threads), interrupt_);
  quota_ = std::clamp(kWorkPerGeneration / std::max(1u, problem_.observations), kSmallestQuota, kLargestQuota);
  // Many islands have the evaluations of a few between two exchanges: else there would hardly be any within the budget.
  quota_ = std::min(quota_, std::max(kFewIslands * kLargestQuota / seen_.islands, algorithm_->least_quota()));
}

Interrupt::Clock::time_point Run::deadline(const Request& request, Interrupt::Clock::time_point now, double before) {
  if (request.max_seconds <= 0) return Interrupt::Clock::time_point::max();
  const std::chrono::duration<double> left(request.max_seconds - before);
  return now + std::chrono::duration_cast<Interrupt::Clock::duration>(left);
}

Outcome Run::execute() {
  if (request_.checkpoint.empty()) {
    start();
  } else {
    load(request_.checkpoint);
  }
  Outcome outcome;
  while (goes_on(outcome.stopped)) generation();
  const bool resumable =
      outcome.stopped == Stopped::cancelled || outcome.stopped == Stopped::paused || outcome.stopped == Stopped::seconds;
  if (resumable) outcome.checkpoint = save();
  if (outcome.stopped != Stopped::paused && outcome.stopped != Stopped::cancelled) {
    // A cancel within the descent would leave it half done: the run then goes on from before it.
    std::vector<uint8_t> before;
    if (control_ && !resumable) before = save();
    if (!finish() && interrupt_.cancelled()) {
      outcome.stopped = Stopped::cancelled;
      if (!resumable) outcome.checkpoint = std::move(before);
    }
  }
  const Portfolio& best = archive_.ranked().front();
  outcome.members = best.members;
  outcome.fitness = best.score.fitness;
  outcome.violation = best.score.violation;
  outcome.swap_optimal = swap_optimal_;
  outcome.generations = generation_;
  outcome.reproducible = outcome.stopped != Stopped::seconds;
  const Progress done = progress();
  outcome.seconds = done.seconds;
  outcome.evaluations = done.evaluations;
  outcome.screened = done.screened;
  return outcome;
}

void Run::start() {
  if (island::has_choice(seen_)) {
    start_ = ordered_start();
    run_islands(1);
    if (ordering_ == 0) return;
    // What was scored here is counted where the islands live: their heads come from there.
    islands_->fetch();
    island::count_portfolios(*islands_->states().front().head, ordering_, problem_.size);
    islands_->store();
    return;
  }
  // There is one portfolio and nothing to search.
  const island::State& state = islands_->states().front();
  HostTeam team(problem_, seen_, 0, reinterpret_cast<unsigned char*>(state.head));
  team.stream = island::stream_of(seen_, 0, 0);
  if (!island::construct(team, nullptr, 0)) refuse_dead_end();
  team.refresh();
  island::take_best(team);
  archive_.offer(best_of(state, problem_.size));
}

/** A descent from a portfolio with members too many takes those last that it can best do without, one after the other. */
std::vector<uint32_t> Run::ordered_start() {
  std::vector<uint32_t> kept = request_.start, left_out;
  if (!request_.descent) return kept;
  Problem smaller = problem_;
  while (kept.size() > problem_.size) {
    std::vector<uint32_t> members;  // [member that leaves][the others]
    for (auto leaving = kept.begin(); leaving != kept.end(); ++leaving) {
      members.insert(members.end(), kept.begin(), leaving);
      members.insert(members.end(), leaving + 1, kept.end());
    }
    smaller.size = static_cast<uint32_t>(kept.size() - 1);
    std::vector<Score> scores(kept.size());
    Evaluator(smaller, nullptr).score_portfolios(members, scores);
    ordering_ += scores.size();
    const auto ascending = [](const Score& a, const Score& b) { return better(b, a); };
    const auto worst = kept.begin() + (std::max_element(scores.begin(), scores.end(), ascending) - scores.begin());
    left_out.push_back(*worst);
    kept.erase(worst);
  }
  kept.insert(kept.end(), left_out.rbegin(), left_out.rend());
  return kept;
}

void Run::refuse_dead_end() const {
  throw SearchError(TSR_BAD_ARGUMENT, "No portfolio of this size was found within the bounds of the groups");
}

/** The islands' share of the generation, and what came of it. */
void Run::run_islands(uint64_t quota) {
  tsr_search_generation generation{};
  generation.number = generation_;
  generation.quota = quota;
  generation.start = start_.data();
  generation.start_count = static_cast<uint32_t>(start_.size());
  algorithm_->prepare(generation);
  islands_->run(generation);
  for (const auto& state : islands_->states()) {
    if (state.head->dead_end) refuse_dead_end();
  }
  if (generation_ > 0) {
    const double progress = static_cast<double>(spent()) / static_cast<double>(request_.max_evaluations);
    algorithm_->merge(generation_, progress, *islands_);
  }
  collect();
}

bool Run::goes_on(Stopped& stopped) const {
  const uint64_t used = spent();
  const auto reserve =
      is_baseline(problem_.algorithm) ? 0 : static_cast<uint64_t>(kFinishShare * static_cast<double>(request_.max_evaluations));
  if (interrupt_.cancelled()) {
    stopped = Stopped::cancelled;
  } else if (request_.descent || !island::has_choice(seen_)) {
    stopped = Stopped::converged;
  } else if (used + reserve >= request_.max_evaluations) {
    stopped = Stopped::budget;
  } else if (request_.max_seconds > 0 && seconds() >= (1 - kFinishShare) * request_.max_seconds) {
    stopped = Stopped::seconds;
  } else if (request_.stagnation > 0 && used - last_progress_ >= request_.stagnation) {
    stopped = Stopped::stagnation;
  } else if (request_.pause_after_seconds > 0 && generation_ > first_generation_ &&
             seconds() - seconds_before_ >= request_.pause_after_seconds) {
    stopped = Stopped::paused;
  } else {
    return true;
  }
  return false;
}

void Run::generation() {
  ++generation_;
  const uint64_t left = request_.max_evaluations - spent();
  run_islands(std::clamp<uint64_t>(left / seen_.islands, 1, quota_));
}

/** Takes the islands' bests, always in the islands' order, and tells the world. */
void Run::collect() {
  for (const auto& state : islands_->states()) {
    if (archive_.offer(best_of(state, problem_.size))) last_progress_ = spent();
  }
  if (last_progress_ == spent()) live_.improved(spent(), archive_.ranked().front());
  live_.report(progress());
  if (!control_) return;
  std::atomic_ref(control_->done).store(static_cast<int64_t>(spent()), std::memory_order_relaxed);
  std::atomic_ref(control_->total).store(static_cast<int64_t>(request_.max_evaluations), std::memory_order_relaxed);
}

/** Final descent of the elites to swap-local optima, then canonical scores. RS gets no descent: it is the baseline. */
bool Run::finish() {
  const std::vector<Portfolio> ranked = archive_.ranked();
  const uint64_t used = spent();
  const uint64_t left = used < request_.max_evaluations ? request_.max_evaluations - used : 0;
  const auto states = islands_->states();
  const size_t count = std::min(ranked.size(), states.size());
  const bool descends = !is_baseline(problem_.algorithm) && island::has_choice(seen_);
  const uint64_t budget = descends ? left / count : 0;
  std::vector<uint64_t> ends;
  for (size_t k = 0; k < count; ++k) {
    std::copy(ranked[k].members.begin(), ranked[k].members.end(), states[k].best);
    states[k].head->best = ranked[k].score;
    ends.push_back(island::spent(*states[k].head) + budget);
  }
  const bool settled = descend(ends);
  std::vector<Portfolio> finished;
  for (size_t k = 0; k < count; ++k) finished.push_back(best_of(states[k], problem_.size));
  const auto best = std::min_element(finished.begin(), finished.end(), ranks_before) - finished.begin();
  swap_optimal_ = states[static_cast<size_t>(best)].head->optimal == kProven;
  archive_ = Archive(kElites);
  archive_.offer(finished[static_cast<size_t>(best)]);
  live_.improved(spent(), archive_.ranked().front());
  live_.report(progress());
  return settled;
}

/** Slice by slice, so that the caller is heard wherever the islands live. Scores the portfolios in any case. */
bool Run::descend(const std::vector<uint64_t>& ends) {
  const auto states = islands_->states();
  while (true) {
    uint64_t slice = kFinishSlice;
    for (size_t k = 0; k < ends.size(); ++k) {
      const uint64_t so_far = island::spent(*states[k].head);
      if (states[k].head->optimal == 0) slice = std::min(slice, ends[k] > so_far ? ends[k] - so_far : 0);
    }
    islands_->polish(static_cast<uint32_t>(ends.size()), slice);
    bool done = true;
    for (size_t k = 0; k < ends.size(); ++k) {
      island::Head& head = *states[k].head;
      if (head.optimal == 0 && island::spent(head) >= ends[k]) head.optimal = kOutOfBudget;
      done = done && head.optimal != 0;
    }
    live_.report(progress());
    if (done || interrupt_.requested()) return done;
  }
}

uint64_t Run::spent() const {
  uint64_t total = 0;
  for (const auto& state : islands_->states()) total += island::spent(*state.head);
  return total;
}

Progress Run::progress() const {
  Progress now{.spent = spent(), .generation = generation_, .spread = algorithm_->spread(*islands_), .seconds = seconds()};
  for (const auto& state : islands_->states()) {
    now.evaluations += state.head->evaluations;
    now.screened += state.head->screened;
  }
  return now;
}

double Run::seconds() const {
  return seconds_before_ + std::chrono::duration<double>(Interrupt::Clock::now() - began_).count();
}

}  // namespace tessera::search

#include "search/run.h"

#include <algorithm>

#include "search/construct.h"
#include "search/polish.h"
#include "search/promising.h"
#include "search/search_error.h"

namespace tessera::search {

namespace {

constexpr std::size_t elites = 2;            // portfolios that the final descent works on
constexpr double finish_share = 0.2;         // of the budget, kept for the final descent
constexpr std::uint64_t work_per_generation = 4096 * 82;  // evaluations x observations of one island
constexpr std::uint64_t smallest_quota = 256, largest_quota = 4096;
constexpr std::uint32_t checkpoint_version = 2;

/** When the clock ends a run that has been going for `before` seconds already. */
Interrupt::Clock::time_point deadline(const Request& request, Interrupt::Clock::time_point now, double before) {
  if (request.max_seconds <= 0) return Interrupt::Clock::time_point::max();
  const std::chrono::duration<double> left(request.max_seconds - before);
  return now + std::chrono::duration_cast<Interrupt::Clock::duration>(left);
}

}  // namespace

Run::Run(const Request& request, tsr_control* control)
    : request_(request),
      problem_(make_problem(request)),
      parameters_(parameter_specs(request.algorithm), request.parameters),
      control_(control),
      began_(Interrupt::Clock::now()),
      interrupt_(control, deadline(request, began_, 0)),
      pool_(std::max(1u, request.threads)),
      archive_(elites),
      live_(request.live, request.size) {
  if (request.max_evaluations == 0) throw SearchError(TSR_BAD_ARGUMENT, "The search needs a budget of evaluations");
  if (!problem_.columns && request.algorithm != AlgorithmId::random_search) {
    problem_.columns = Columns::load(*problem_.backend, problem_.session, problem_.observations,
                                     problem_.correlation_observations, problem_.strategies, columns_limit_bytes);
  }
  if (request.algorithm != AlgorithmId::random_search) {
    problem_.promising = promising(problem_, parameters_.count("pool"));
    problem_.promising_share = parameters_.get("promising");
  }
  algorithm_ = make_algorithm(problem_, parameters_);
  for (std::uint32_t k = 0; k < algorithm_->islands(); ++k) evaluators_.emplace_back(problem_);
  quota_ = std::clamp(work_per_generation / std::max(1u, problem_.observations), smallest_quota, largest_quota);
}

Outcome Run::execute() {
  if (request_.checkpoint.empty()) {
    start();
  } else {
    load(request_.checkpoint);
  }
  Outcome outcome;
  while (goes_on(outcome.stopped)) generation();
  const bool resumable = outcome.stopped == Stopped::cancelled || outcome.stopped == Stopped::paused ||
                         outcome.stopped == Stopped::seconds;
  if (resumable) outcome.checkpoint = save();
  if (outcome.stopped != Stopped::paused && outcome.stopped != Stopped::cancelled) finish();
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
  if (!has_choice()) {  // there is one portfolio and nothing to search
    Stream stream = problem_.stream(0, 0);
    Chain chain;
    chain.set_members(problem_, construct(problem_, stream));
    evaluators_[0].refresh(chain);
    archive_.offer({chain.members, chain.score});
    return;
  }
  pool_.run(evaluators_.size(), [&](std::size_t island) {
    algorithm_->start(static_cast<std::uint32_t>(island), evaluators_[island], request_.start);
  });
  collect();
}

bool Run::goes_on(Stopped& stopped) const {
  const std::uint64_t used = spent();
  const auto reserve = problem_.algorithm == AlgorithmId::random_search
                           ? 0
                           : static_cast<std::uint64_t>(finish_share * static_cast<double>(request_.max_evaluations));
  if (interrupt_.cancelled()) {
    stopped = Stopped::cancelled;
  } else if (!has_choice()) {
    stopped = Stopped::converged;
  } else if (used + reserve >= request_.max_evaluations) {
    stopped = Stopped::budget;
  } else if (request_.max_seconds > 0 && seconds() >= (1 - finish_share) * request_.max_seconds) {
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
  const std::uint64_t left = request_.max_evaluations - spent();
  const std::uint64_t quota = std::clamp<std::uint64_t>(left / evaluators_.size(), 1, quota_);
  pool_.run(evaluators_.size(), [&](std::size_t island) {
    algorithm_->step(static_cast<std::uint32_t>(island), generation_, quota, evaluators_[island]);
  });
  algorithm_->merge(generation_, static_cast<double>(spent()) / static_cast<double>(request_.max_evaluations));
  collect();
}

/** Takes the islands' bests, always in the islands' order, and tells the world. */
void Run::collect() {
  for (std::uint32_t island = 0; island < algorithm_->islands(); ++island) {
    if (archive_.offer(algorithm_->best(island))) last_progress_ = spent();
  }
  if (last_progress_ == spent()) live_.improved(spent(), archive_.ranked().front());
  live_.report(progress());
  if (!control_) return;
  std::atomic_ref(control_->done).store(static_cast<std::int64_t>(spent()), std::memory_order_relaxed);
  std::atomic_ref(control_->total).store(static_cast<std::int64_t>(request_.max_evaluations), std::memory_order_relaxed);
}

/** Final descent of the elites to swap-local optima, then canonical scores. RS gets no descent: it is the baseline. */
void Run::finish() {
  std::vector<Portfolio> ranked = archive_.ranked();
  std::vector<std::uint8_t> optimal(ranked.size(), 0);
  const std::uint64_t used = spent();
  const std::uint64_t left = used < request_.max_evaluations ? request_.max_evaluations - used : 0;
  const std::size_t count = std::min(ranked.size(), evaluators_.size());
  pool_.run(count, [&](std::size_t k) {
    Evaluator& evaluator = evaluators_[k];
    Chain chain;
    chain.set_members(problem_, ranked[k].members);
    evaluator.refresh(chain);
    if (problem_.algorithm != AlgorithmId::random_search) {
      Screen screen(problem_);
      optimal[k] = polish(evaluator, screen, chain, left / count, interrupt_);
      evaluator.refresh(chain);
    }
    ranked[k] = {chain.members, chain.score};
  });
  std::size_t best = 0;
  for (std::size_t k = 1; k < count; ++k) {
    if (ranks_before(ranked[k], ranked[best])) best = k;
  }
  swap_optimal_ = optimal[best] != 0;
  archive_ = Archive(elites);
  archive_.offer(ranked[best]);
  live_.improved(spent(), ranked[best]);
  live_.report(progress());
}

bool Run::has_choice() const {
  return problem_.free_slots() > 0 && problem_.candidates.size() > problem_.free_slots();
}

std::uint64_t Run::spent() const {
  std::uint64_t total = spent_before_;
  for (const auto& evaluator : evaluators_) total += evaluator.spent();
  return total;
}

Progress Run::progress() const {
  Progress now{.spent = spent(),
               .evaluations = evaluations_before_,
               .screened = screened_before_,
               .generation = generation_,
               .spread = algorithm_->spread(),
               .seconds = seconds()};
  for (const auto& evaluator : evaluators_) {
    now.evaluations += evaluator.evaluations();
    now.screened += evaluator.screened();
  }
  return now;
}

double Run::seconds() const {
  return seconds_before_ + std::chrono::duration<double>(Interrupt::Clock::now() - began_).count();
}

/** FNV-1a over what decides a run: a checkpoint of another request must not be taken up. */
std::uint64_t Run::fingerprint() const {
  ByteWriter writer;
  writer.value(checkpoint_version);
  writer.value(problem_.seed);
  writer.value(problem_.algorithm);
  writer.value(problem_.size);
  writer.value(problem_.observations);
  writer.value(problem_.strategies);
  writer.value(request_.max_evaluations);
  writer.value(problem_.max_pair_correlation);
  writer.value(problem_.max_drawdown);
  writer.value(problem_.objective.metric);
  writer.value(problem_.objective.penalty);
  writer.value(problem_.objective.penalty_weight);
  writer.value(problem_.objective.drawdown_threshold);
  writer.value(problem_.objective.drawdown_floor);
  writer.value(problem_.objective.peak_from_zero);
  writer.value(problem_.objective.annualisation);
  writer.value(problem_.objective.hybrid_share);
  for (const double weight : problem_.objective.weights) writer.value(weight);
  for (const auto& grouping : problem_.groupings) {
    writer.list(grouping.group_of);
    writer.list(grouping.minimum);
    writer.list(grouping.maximum);
    writer.list(grouping.desired);
    writer.value(grouping.balance_weight);
  }
  writer.list(problem_.candidates);
  writer.list(problem_.fixed);
  for (const auto& spec : parameter_specs(problem_.algorithm)) writer.value(parameters_.get(spec.name));
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const auto byte : writer.take()) hash = (hash ^ byte) * 0x100000001B3u;
  return hash;
}

std::vector<std::uint8_t> Run::save() const {
  ByteWriter writer;
  writer.value(fingerprint());
  const Progress now = progress();
  writer.value(now.generation);
  writer.value(now.spent);
  writer.value(last_progress_);
  writer.value(now.evaluations);
  writer.value(now.screened);
  writer.value(now.seconds);
  live_.save(writer);
  archive_.save(writer);
  algorithm_->save(writer);
  return writer.take();
}

void Run::load(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  if (reader.value<std::uint64_t>() != fingerprint()) {
    throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint belongs to another search");
  }
  generation_ = first_generation_ = reader.value<std::uint32_t>();
  spent_before_ = reader.value<std::uint64_t>();
  last_progress_ = reader.value<std::uint64_t>();
  evaluations_before_ = reader.value<std::uint64_t>();
  screened_before_ = reader.value<std::uint64_t>();
  seconds_before_ = reader.value<double>();
  interrupt_ = Interrupt(control_, deadline(request_, began_, seconds_before_));
  live_.load(reader);
  archive_.load(reader);
  algorithm_->load(reader);
  if (!reader.at_end()) throw SearchError(TSR_BAD_ARGUMENT, "The checkpoint has bytes too many");
}

}  // namespace tessera::search

#include "search/algorithms/bayesian.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <numeric>

#include "search/climb.h"
#include "search/construct.h"
#include "search/island_count.h"
#include "search/memetic.h"
#include "search/normal_scores.h"
#include "search/promising.h"

namespace tessera::search {

namespace {

/** Work of one choice in evaluations: fitting and predicting cost about as much as scoring this many swaps. */
constexpr std::uint64_t worth_of_a_choice = 1536;

/** Expected improvement over `best` of a normal prediction. */
double expected_improvement(const GaussianProcess::Prediction& prediction, double best) {
  const double z = (prediction.mean - best) / prediction.deviation;
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
  const double probability = 0.5 * std::erfc(-z / std::numbers::sqrt2);
  return prediction.deviation * (z * probability + density);
}

}  // namespace

std::span<const ParameterSpec> Bayesian::specs() {
  static constexpr ParameterSpec specs[] = {
      island_spec,
      promising_spec,
      pool_spec,
      learning_spec,
      {"initial", 12, 4, 1024, "random portfolios that the model starts with, in each island"},
      {"memory", 48, 8, 1024, "trials that the model learns from, the latest ones"},
      {"proposals", 64, 1, 65536, "portfolios among which expected improvement chooses"},
      {"dimensions", 6, 1, 64, "principal directions of the embedding"},
      {"widest", 0.3, 0, 1, "largest radius: share of the incumbent's members that a proposal changes"},
  };
  return specs;
}

Bayesian::Bayesian(const Problem& problem, const Parameters& parameters)
    : problem_(problem),
      learning_(static_cast<std::uint64_t>(parameters.get("learning"))),
      initial_(parameters.count("initial")),
      memory_(parameters.count("memory")),
      proposals_(parameters.count("proposals")),
      widest_(std::max(1.0, parameters.get("widest") * problem.size)),
      embedding_(problem, parameters.count("dimensions")),
      regions_(island_count(problem, parameters)) {
  for (auto& region : regions_) region.radius = widest_;
}

void Bayesian::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) {
  Stream stream = problem_.stream(0, island);
  Region& region = regions_[island];
  for (std::uint32_t k = 0; k < initial_; ++k) {
    const bool use_warm = k == 0 && island % 2 == 0;
    evaluate(region, construct(problem_, stream, use_warm ? warm : std::span<const std::uint32_t>()), first_learning(problem_, learning_, regions_.size() * initial_),
             stream, evaluator);
  }
}

void Bayesian::evaluate(Region& region, const std::vector<std::uint32_t>& from, std::uint64_t learning, Stream& stream,
                        Evaluator& evaluator) const {
  region.chain.set_members(problem_, from);
  evaluator.refresh(region.chain);
  climb(evaluator, region.chain, stream, learning, learning);
  std::vector<double> features;
  embedding_.describe(evaluator, from, features);
  region.trials.push_back({from, {region.chain.members, region.chain.score}, features});
  if (region.trials.size() > memory_) region.trials.erase(region.trials.begin());
  const Portfolio& found = region.trials.back().found;
  // Trust region: wider after a success, narrower after as many failures as there are dimensions.
  if (ranks_before(found, region.best)) {
    region.best = found;
    region.radius = std::min(widest_, region.radius * 1.5);
    region.failures = 0;
  } else if (++region.failures >= embedding_.dimensions()) {
    region.radius = region.radius <= 1 ? widest_ : std::max(1.0, region.radius / 1.5);
    region.failures = 0;
  }
}

/** Around the incumbent, or what the incumbent and another good trial have between them. */
std::vector<std::uint32_t> Bayesian::propose(const Region& region, std::uint32_t turn, Stream& stream) const {
  std::vector<std::uint32_t> wanted = region.best.members;
  if (turn % 4 == 3) {
    const auto& other = region.trials[stream.below(static_cast<std::uint32_t>(region.trials.size()))].found.members;
    std::vector<std::uint32_t> common, either;
    std::set_intersection(wanted.begin(), wanted.end(), other.begin(), other.end(), std::back_inserter(common));
    std::set_symmetric_difference(wanted.begin(), wanted.end(), other.begin(), other.end(), std::back_inserter(either));
    shuffle(either, stream);
    common.insert(common.end(), either.begin(), either.end());
    wanted = common;
  } else {
    const auto changes = 1 + stream.below(static_cast<std::uint32_t>(region.radius));
    for (std::uint32_t k = 0; k < changes && !wanted.empty(); ++k) {
      wanted.erase(wanted.begin() + stream.below(static_cast<std::uint32_t>(wanted.size())));
    }
  }
  return construct(problem_, stream, wanted);
}

std::vector<std::uint32_t> Bayesian::choose(const Region& region, Stream& stream, Evaluator& evaluator) const {
  std::vector<std::uint32_t> proposed;
  std::vector<double> fitness, inputs, features;
  for (const auto& trial : region.trials) {
    inputs.insert(inputs.end(), trial.features.begin(), trial.features.end());
    fitness.push_back(trial.found.score.violation > 0 ? -HUGE_VAL : trial.found.score.fitness);
  }
  for (std::uint32_t k = 0; k < proposals_; ++k) {
    const auto portfolio = propose(region, k, stream);
    proposed.insert(proposed.end(), portfolio.begin(), portfolio.end());
  }
  embedding_.describe(evaluator, proposed, features);
  const std::vector<double> targets = normal_scores(fitness);
  GaussianProcess model(embedding_.dimensions());
  model.fit(inputs, targets);
  const double best = *std::max_element(targets.begin(), targets.end());
  std::size_t chosen = 0;
  double highest = -1;
  for (std::size_t k = 0; k < proposals_; ++k) {
    const double value = expected_improvement(model.predict(features.data() + k * embedding_.dimensions()), best);
    if (!(value > highest)) continue;
    highest = value;
    chosen = k;
  }
  evaluator.charge(worth_of_a_choice);
  const auto first = proposed.begin() + static_cast<std::ptrdiff_t>(chosen * problem_.size);
  return {first, first + problem_.size};
}

void Bayesian::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) {
  Stream stream = problem_.stream(generation, island);
  Region& region = regions_[island];
  const std::uint64_t end = evaluator.spent() + quota;
  while (evaluator.spent() < end) evaluate(region, choose(region, stream, evaluator), learning_, stream, evaluator);
}

double Bayesian::spread() const {
  double sum = 0;
  for (const auto& region : regions_) sum += region.radius;
  return sum / static_cast<double>(regions_.size());
}

void Bayesian::save(ByteWriter& writer) const {
  for (const auto& region : regions_) {
    writer.value(static_cast<std::uint64_t>(region.trials.size()));
    for (const auto& trial : region.trials) {
      writer.list(trial.from);
      trial.found.save(writer);
    }
    region.best.save(writer);
    writer.value(region.radius);
    writer.value(region.failures);
  }
}

void Bayesian::load(ByteReader& reader) {
  Evaluator evaluator(problem_);
  for (auto& region : regions_) {
    region.trials.resize(reader.value<std::uint64_t>());
    for (auto& trial : region.trials) {
      trial.from = reader.list<std::uint32_t>();
      trial.found = Portfolio::load(reader);
      embedding_.describe(evaluator, trial.from, trial.features);
    }
    region.best = Portfolio::load(reader);
    region.radius = reader.value<double>();
    region.failures = reader.value<std::uint32_t>();
  }
}

}  // namespace tessera::search

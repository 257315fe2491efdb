#include "search/algorithms/random_search.h"

#include <algorithm>

#include "search/construct.h"

namespace tessera::search {

std::span<const ParameterSpec> RandomSearch::specs() {
  static constexpr ParameterSpec specs[] = {
      {"islands", 8, 1, 256, "independent streams of portfolios"},
  };
  return specs;
}

RandomSearch::RandomSearch(const Problem& problem, const Parameters& parameters)
    : problem_(problem), bests_(parameters.count("islands")) {}

void RandomSearch::start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t>) {
  step(island, 0, 1, evaluator);
}

void RandomSearch::step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) {
  constexpr std::uint64_t batch = 256;
  Stream stream = problem_.stream(generation, island);
  std::vector<std::uint32_t> members;
  std::vector<Score> scores;
  const std::uint64_t end = evaluator.spent() + quota;
  const std::uint64_t worth = std::max(1u, problem_.size / 2);  // of a portfolio, see Evaluator
  while (evaluator.spent() < end) {
    const std::uint64_t count = std::clamp<std::uint64_t>((end - evaluator.spent()) / worth, 1, batch);
    members.clear();
    for (std::uint64_t k = 0; k < count; ++k) {
      const auto portfolio = construct(problem_, stream);
      members.insert(members.end(), portfolio.begin(), portfolio.end());
    }
    scores.resize(count);
    evaluator.score_portfolios(members, scores);
    for (std::uint64_t k = 0; k < count; ++k) {
      if (!bests_[island].members.empty() && !better(scores[k], bests_[island].score)) continue;
      const auto first = members.begin() + static_cast<std::ptrdiff_t>(k * problem_.size);
      bests_[island] = {{first, first + problem_.size}, scores[k]};
    }
  }
}

void RandomSearch::save(ByteWriter& writer) const {
  for (const auto& best : bests_) best.save(writer);
}

void RandomSearch::load(ByteReader& reader) {
  for (auto& best : bests_) best = Portfolio::load(reader);
}

}  // namespace tessera::search

#pragma once

#include "search/algorithm.h"

namespace tessera::search {

/**
 * RS: independent uniformly random portfolios, the best is kept. The baseline that the others must beat; it gets no
 * final descent. Source: Brooks, "A discussion of random methods for seeking maxima", Operations Research 6(2), 1958.
 */
class RandomSearch final : public Algorithm {
 public:
  RandomSearch(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  std::uint32_t islands() const override { return static_cast<std::uint32_t>(bests_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) override;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) override;
  void merge(std::uint32_t, double) override {}
  const Portfolio& best(std::uint32_t island) const override { return bests_[island]; }
  double spread() const override { return 0; }
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  const Problem& problem_;
  std::vector<Portfolio> bests_;
};

}  // namespace tessera::search

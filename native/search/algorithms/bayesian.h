#pragma once

#include "search/algorithm.h"
#include "search/chain.h"
#include "search/embedding.h"
#include "search/gaussian_process.h"

namespace tessera::search {

/**
 * BO: a Gaussian process learns, over a low-dimensional embedding of portfolios, how good a portfolio becomes after a
 * short climb; of many cheap proposals the one with the highest expected improvement is climbed from.
 * Sources: Jones, Schonlau, Welch, "Efficient global optimization of expensive black-box functions", Journal of Global
 * Optimization 13, 1998 (the method, expected improvement); Eriksson et al., "Scalable global optimization via local
 * Bayesian optimization", NeurIPS 2019 (several local models, proposals around the incumbent); Wang et al., "Bayesian
 * optimization in a billion dimensions via random embeddings", JAIR 55, 2016 (surrogate in few dimensions). Fitness enters as
 * normal scores of its ranks (Conover, "Practical nonparametric statistics", 5.10), because it has very heavy tails.
 */
class Bayesian final : public Algorithm {
 public:
  Bayesian(const Problem& problem, const Parameters& parameters);
  static std::span<const ParameterSpec> specs();

  std::uint32_t islands() const override { return static_cast<std::uint32_t>(regions_.size()); }
  void start(std::uint32_t island, Evaluator& evaluator, std::span<const std::uint32_t> warm) override;
  void step(std::uint32_t island, std::uint32_t generation, std::uint64_t quota, Evaluator& evaluator) override;
  void merge(std::uint32_t, double) override {}
  const Portfolio& best(std::uint32_t island) const override { return regions_[island].best; }
  /** Mean over the islands of the radius: members that a proposal around the incumbent changes at most. */
  double spread() const override;
  void save(ByteWriter& writer) const override;
  void load(ByteReader& reader) override;

 private:
  struct Trial {
    std::vector<std::uint32_t> from;  // where the climb began, ascending
    Portfolio found;
    std::vector<double> features;  // of `from`
  };
  struct Region {
    std::vector<Trial> trials;  // oldest first
    Portfolio best;
    double radius = 1;
    std::uint32_t failures = 0;
    Chain chain;  // scratch
  };
  void evaluate(Region& region, const std::vector<std::uint32_t>& from, std::uint64_t learning, Stream& stream,
                Evaluator& evaluator) const;
  std::vector<std::uint32_t> propose(const Region& region, std::uint32_t turn, Stream& stream) const;
  std::vector<std::uint32_t> choose(const Region& region, Stream& stream, Evaluator& evaluator) const;

  const Problem& problem_;
  std::uint64_t learning_;
  std::uint32_t initial_, memory_, proposals_;
  double widest_;
  Embedding embedding_;
  std::vector<Region> regions_;
};

}  // namespace tessera::search

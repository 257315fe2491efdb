#include "search/algorithms/algorithm.h"

namespace tessera::search {

namespace {

/** RS; see island/random_search.h. */
class RandomSearch final : public Algorithm {
 public:
  RandomSearch(const Problem&, const Parameters& parameters) : parameters_(parameters) {}

  void describe(tsr_search_problem& seen) const override { seen.islands = parameters_.count("islands"); }

 private:
  const Parameters& parameters_;
};

}  // namespace

std::span<const ParameterSpec> random_search_specs() {
  static constexpr ParameterSpec kSpecs[] = {
      {"islands", 8, 1, 256, "independent streams of portfolios"},
  };
  return kSpecs;
}

std::unique_ptr<Algorithm> make_random_search(const Problem& problem, const Parameters& parameters) {
  return std::make_unique<RandomSearch>(problem, parameters);
}

}  // namespace tessera::search

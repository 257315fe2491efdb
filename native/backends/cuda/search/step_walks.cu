// Islands that walk from one portfolio, learn a model or draw at random, and the descent at the end. One file for several kernels: what
// they share is compiled once.
#include "backends/cuda/search/island_kernels.h"
#include "backends/cuda/search/launch_islands.cuh"
#include "search/island/bayesian.h"
#include "search/island/hill_climbing.h"
#include "search/island/polish_best.h"
#include "search/island/random_search.h"
#include "search/island/simulated_annealing.h"

namespace tessera::cuda {

namespace {

struct Polish {
  static __device__ __forceinline__ void run(BlockTeam& team, const IslandWork& work) {
    island::polish_best(team, work.polish_budget);
  }
};

}  // namespace

void step_simulated_annealing(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<island::SimulatedAnnealing>>(work, stream, "searching (sa)");
}
void step_hill_climbing(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<island::HillClimbing>>(work, stream, "searching (hc)");
}
void step_bayesian(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<island::Bayesian>>(work, stream, "searching (bo)");
}
void step_random_search(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Generation<island::RandomSearch>>(work, stream, "searching (rs)");
}
void polish_islands(const IslandWork& work, cudaStream_t stream) {
  launch_islands<Polish>(work, stream, "descending to local optima");
}

}  // namespace tessera::cuda

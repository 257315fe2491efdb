import type { SearchAlgorithm } from "../../electron/contract/algorithms.ts";

/** The algorithms in words. */
export const algorithmNames: Readonly<
  Record<SearchAlgorithm, { readonly title: string; readonly about: string }>
> = {
  ga: { title: "Genetic", about: "Elitism, tournaments, crossover of member sets" },
  pso: { title: "Particle swarm", about: "Discrete swarm, drawn to personal and common bests" },
  sa: {
    title: "Simulated annealing",
    about: "Swaps accepted by a falling temperature, calibrated from the data",
  },
  de: { title: "Differential evolution", about: "Differences of keys that encode a portfolio" },
  aco: { title: "Ant colony", about: "Pheromone per strategy with heuristic information" },
  hc: { title: "Hill climbing", about: "Restarts, ended by trying every swap" },
  bo: { title: "Bayesian", about: "A surrogate of the fitness over an embedding of portfolios" },
  rs: { title: "Random", about: "Draws portfolios at random: the baseline" },
};

/** Names that the later result files use for the eight algorithms; codes as in the search. */
const longNames: Readonly<Record<string, string>> = {
  ga: "genetic_algorithm",
  pso: "particle_swarm_optimization",
  sa: "simulated_annealing",
  de: "differential_evolution",
  aco: "ant_colony_optimization",
  hc: "hill_climbing",
  bo: "bayesian_optimization",
  rs: "random_search",
};

/** "sa" or "SA" -> "simulated_annealing"; an unknown code is returned as it is. */
export function algorithmLongName(code: string): string {
  return longNames[code.toLowerCase()] ?? code;
}

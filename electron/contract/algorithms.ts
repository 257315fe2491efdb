import { z } from "zod";

/** What is known of a search algorithm outside the native module, which has its parameters (search.parameters). */
export interface AlgorithmDefinition {
  readonly title: string;
  /** One line for people; docs/search.md has the sources. */
  readonly about: string;
  /** In the later generations' result files. */
  readonly longName: string;
  /** Its switch in the replaced system's config_zone.ini; none for what that did not have. */
  readonly legacySwitch?: string;
  /** Those result files count its steps as generations, others' as iterations. */
  readonly countsGenerations?: true;
}

/** The algorithms in the order that decides ties, which is that of the native module. */
const table = {
  ga: {
    title: "Genetic",
    about: "Elitism, tournaments, crossover of member sets",
    longName: "genetic_algorithm",
    legacySwitch: "use_genetic_algorithm",
    countsGenerations: true,
  },
  pso: {
    title: "Particle swarm",
    about: "Discrete swarm, drawn to personal and common bests",
    longName: "particle_swarm_optimization",
    legacySwitch: "use_particle_swarm",
  },
  sa: {
    title: "Simulated annealing",
    about: "Swaps accepted by a falling temperature, calibrated from the data",
    longName: "simulated_annealing",
    legacySwitch: "use_simulated_annealing",
  },
  de: {
    title: "Differential evolution",
    about: "Differences of keys that encode a portfolio",
    longName: "differential_evolution",
    legacySwitch: "use_differential_evolution",
    countsGenerations: true,
  },
  aco: {
    title: "Ant colony",
    about: "Pheromone per strategy with heuristic information",
    longName: "ant_colony_optimization",
    legacySwitch: "use_ant_colony",
  },
  hc: {
    title: "Hill climbing",
    about: "Restarts, ended by trying every swap",
    longName: "hill_climbing",
    legacySwitch: "use_hill_climbing",
  },
  bo: {
    title: "Bayesian",
    about: "A surrogate of the fitness over an embedding of portfolios",
    longName: "bayesian_optimization",
    legacySwitch: "use_bayesian_optimization",
  },
  rs: {
    title: "Random",
    about: "Draws portfolios at random: the baseline",
    longName: "random_search",
  },
} satisfies Readonly<Record<string, AlgorithmDefinition>>;

export type SearchAlgorithm = keyof typeof table;

/** Ids of the algorithms, in the order that decides ties. */
export const searchAlgorithm = z.enum(Object.keys(table) as [SearchAlgorithm, ...SearchAlgorithm[]]);

/** The definition of every algorithm, by id. */
export const algorithmTable: Readonly<Record<SearchAlgorithm, AlgorithmDefinition>> = table;

/** What comes to a portfolio without being one of them. */
const directTable = {
  choice: {
    title: "Exact choice",
    about: "Of the strategies believed most: greedy, then the best swap of all until none is better",
    longName: "exact_choice",
  },
  ranking: { title: "Ranking", about: "The first of a list", longName: "ranking" },
} satisfies Readonly<Record<string, AlgorithmDefinition>>;

type DirectWay = keyof typeof directTable;

/** How a portfolio was found, in the order that decides ties. */
export const foundBy = z.enum([
  ...(Object.keys(directTable) as [DirectWay, ...DirectWay[]]),
  ...searchAlgorithm.options,
]);
export type FoundBy = z.infer<typeof foundBy>;

/** Whether it is one of the algorithms, which are told how hard to search. */
export function isAlgorithm(way: FoundBy): way is SearchAlgorithm {
  return way in table;
}

/** The definition of every way to find one, by id. */
export const foundByTable: Readonly<Record<FoundBy, AlgorithmDefinition>> = { ...directTable, ...table };

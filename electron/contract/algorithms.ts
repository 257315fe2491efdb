import { z } from "zod";

/**
 * The eight algorithms in the order that decides ties: genetic, particle swarm, simulated annealing, differential
 * evolution, ant colony, hill climbing, Bayesian optimisation, random search.
 */
export const searchAlgorithm = z.enum(["ga", "pso", "sa", "de", "aco", "hc", "bo", "rs"]);
export type SearchAlgorithm = z.infer<typeof searchAlgorithm>;

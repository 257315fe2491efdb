import { z } from "zod";

/** What is known of a figure that a judgement of the whole table gives every strategy: docs/objective.md has the formulas. */
export interface BeliefDefinition {
  readonly title: string;
  /** Heading of a narrow column. */
  readonly short: string;
  /** Decimals as it is shown. */
  readonly digits: number;
  /** The sign is the message: gains and losses are coloured. */
  readonly signed?: true;
  /** Sentences for people, a line each. */
  readonly about: readonly string[];
}

const table = {
  theta: {
    title: "Believable Sharpe ratio",
    short: "θ",
    digits: 3,
    signed: true,
    about: [
      "What is left of mean / deviation, a row, once it is marked down to what such a figure, in this table, has usually proved to be worth",
      "Strategies that move alike are judged as a family first. Not annualised; what to expect of the strategy by itself",
    ],
  },
  family: {
    title: "Family",
    short: "Family",
    digits: 0,
    about: [
      "Strategies that move alike: those whose believable correlation to this one is at least 0.5, itself counted",
      "1: it stands alone",
    ],
  },
  rho: {
    title: "Believable correlation to its family",
    short: "ρ*",
    digits: 2,
    about: [
      "Mean over the family of ρ*: the correlation after what shuffled rows show by chance is taken off",
      "1: it stands alone, or its family are copies of it",
    ],
  },
} satisfies Readonly<Record<string, BeliefDefinition>>;

type Name = keyof typeof table;

/** Figures of strategies from a judgement of the whole table. */
export const beliefName = z.enum(Object.keys(table) as [Name, ...Name[]]);
export type BeliefName = z.infer<typeof beliefName>;

/** The definition of every such figure, by id. */
export const beliefTable: Readonly<Record<BeliefName, BeliefDefinition>> = table;

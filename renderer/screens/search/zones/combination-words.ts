import type { z } from "zod";
import type { zoneCombinationKind } from "../../../../electron/contract/methods/zone.ts";

/** How the zones of a combination weigh. */
export const combinationWords: Readonly<
  Record<z.infer<typeof zoneCombinationKind>, { readonly title: string; readonly about: string }>
> = {
  weighted: { title: "as set", about: "As set\nThe weights of the zones under Regimes and sizing" },
  equal: { title: "the same", about: "The same\nEvery zone has the same weight" },
  best: { title: "the best alone", about: "The best alone\nThe zone of the highest fitness" },
  allocation: { title: "by profit", about: "By profit\nmax(0.01, P&L) of a zone over the sum of all" },
};

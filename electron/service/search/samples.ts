/** What a search is asked beside its runs: to choose from twins, from the past, from folds and from halves of the rows. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { thoroughTwins } from "../../contract/verdict.ts";
import { foldsOf } from "../sizing/expected.ts";
import { symmetricSplits } from "../verdict/overfitting.ts";
import { type Dependence, rowsBetween, type Sample, twinKinds, twinSample } from "../verdict/resampling.ts";
import { leastRows } from "../verdict/universe-of.ts";
import { isLongEnough, walkSteps } from "../verdict/walk-forward.ts";
import type { ResolvedSearch } from "./resolve.ts";

const whole = z.number().int().nonnegative();

/** A sample of a table's rows, by what it is. */
export const sampleName = z.discriminatedUnion("is", [
  z.object({ is: z.literal("whole") }),
  z.object({ is: z.literal("twin"), kind: z.enum(twinKinds), twin: whole }),
  /** The first `seen` rows. */
  z.object({ is: z.literal("past"), seen: whole }),
  /** All rows but those of fold `k`, see heldOutRows. */
  z.object({ is: z.literal("fold"), k: whole }),
  /** One half of the rows, see symmetricSplits. */
  z.object({ is: z.literal("half"), k: whole }),
]);
export type SampleName = z.infer<typeof sampleName>;

/** A selection by its name (Choosers), asked to choose from a sample. */
export const question = z.object({ by: z.string(), sample: sampleName });
export type Question = z.infer<typeof question>;

interface Table extends Dependence {
  readonly rows: number;
  readonly seed: number;
}

/** The sample of a name. Throws Error for a name that the table does not have. */
export function sampleOf(name: SampleName, table: Table): Sample {
  const { rows, block } = table;
  if (name.is === "whole") return rowsBetween(0, rows);
  if (name.is === "twin") return twinSample(rows, name.kind, { ...table, twin: name.twin });
  if (name.is === "past") return rowsBetween(0, name.seen);
  const seen =
    name.is === "fold" ? foldsOf(rows, block - 1)[name.k]?.seen : symmetricSplits(rows)[name.k]?.seen;
  if (!seen) throw new Error(`there is no ${name.is} ${name.k}`);
  return { rows: seen };
}

/** What tells two samples apart. */
export function sampleKey({ rows, signs, centred }: Sample): string {
  const hash = createHash("sha256").update(rows);
  return hash
    .update(signs ?? "as they are")
    .update(centred ? "centred" : "")
    .digest("hex");
}

/**
 * Everything that expectation and verdict ask of a search's selections, in their order. `racers`: those of the race that are
 * known before the search has ended.
 */
export function questionsOf(
  { verdict }: Pick<ResolvedSearch, "verdict">,
  { rows, block }: Pick<Table, "rows" | "block">,
  { probe, racers }: { readonly probe: string; readonly racers: readonly string[] },
): Question[] {
  const { twins, quick } = verdict;
  if (twins === 0) return [];
  const folds = foldsOf(rows, block - 1).map((_, k) => ({
    by: "search",
    sample: { is: "fold" as const, k },
  }));
  const walk = walkSteps(rows, block - 1);
  if (rows < leastRows || !isLongEnough(walk)) return folds;
  const kinds = quick ? (["signs"] as const) : twinKinds;
  const compared = Array.from({ length: twins }, (_, twin) =>
    kinds.map((kind) => ({ by: probe, sample: { is: "twin" as const, kind, twin } })),
  ).flat();
  const raced = ["search", ...racers].flatMap((by) =>
    walk.map(({ seen }) => ({ by, sample: { is: "past" as const, seen } })),
  );
  const halves = twins < thoroughTwins ? [] : symmetricSplits(rows);
  return [
    ...folds,
    { by: probe, sample: { is: "whole" } },
    ...compared,
    ...raced,
    ...halves.map((_, k) => ({ by: "search", sample: { is: "half" as const, k } })),
  ];
}

import { csvField } from "./csv-field.ts";
import { pythonFloat } from "./python-float.ts";

export interface ComposedMember {
  /** From 0 among the strategy columns of the source. */
  readonly index: number;
  readonly name: string;
  readonly weight: number;
}

/** portfolio_composition_{ts}.csv. `algorithm` is the long name, "hill_climbing". */
export function portfolioComposition(algorithm: string, members: readonly ComposedMember[]): string {
  const rows = members.map((member, at) =>
    [at + 1, member.index, csvField(member.name), algorithm, pythonFloat(member.weight)].join(","),
  );
  return `${["Rank,Strategy_Index,Strategy_Name,Algorithm,Weight", ...rows].join("\n")}\n`;
}

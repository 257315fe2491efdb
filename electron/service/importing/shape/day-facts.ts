import type { ColumnRole } from "../../../contract/importing.ts";
import { countOf } from "../../../contract/text.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { assignRoles } from "../columns/plan-columns.ts";
import { presetMappings } from "../mappings.ts";

/** What a long table says of a day beside its amounts, and a row of days keeps. */
const kept: readonly ColumnRole[] = ["market_regime", "confidence", "transition_threshold"];

/** A column of a long table that says the same in all rows of a day. */
interface FactColumn {
  readonly role: ColumnRole;
  readonly name: string;
  /** Text by the number of the day in the table. */
  readonly texts: (string | undefined)[];
  /** Days whose rows say different things. */
  readonly torn: Set<number>;
}

/** Places of the columns of regimes that a header has, by their role. */
export function factColumns(
  header: readonly string[],
  used: readonly (number | null)[],
): Map<ColumnRole, number> {
  const enhanced = presetMappings.find(({ name }) => name === "enhanced") ?? { columns: {}, force: {} };
  const found = new Map<ColumnRole, number>();
  assignRoles(header, enhanced).forEach(({ role }, at) => {
    if (kept.includes(role) && !used.includes(at)) found.set(role, at);
  });
  return found;
}

/** The regimes of the days of long tables, of all their files. */
export class DayFacts {
  private readonly columns: FactColumn[] = [];

  /** The column of a role, to be filled. */
  column(role: ColumnRole, name: string): FactColumn {
    const known = this.columns.find((one) => one.role === role);
    if (known) return known;
    const made = { role, name, texts: [], torn: new Set<number>() };
    this.columns.push(made);
    return made;
  }

  /** What a row says of its day. Blank cells say nothing. */
  static take({ texts, torn }: FactColumn, day: number, text: string): void {
    if (text === "") return;
    const known = texts[day];
    if (known === undefined) texts[day] = text;
    else if (known !== text) torn.add(day);
  }

  /**
   * Columns of the table, a text an observation, and which were left out as a day has several. `rowOf` is the observation of
   * each day (-1 = none), `named` the first of its texts.
   */
  finish(
    rowOf: Int32Array,
    count: number,
    named: (row: number) => string,
  ): {
    readonly columns: { role: ColumnRole; name: string; cells: string[] }[];
    readonly findings: Finding[];
  } {
    const findings: Finding[] = [];
    const columns = this.columns.flatMap(({ role, name, texts, torn }) => {
      const cells = new Array<string>(count).fill("");
      const differing = new Set<number>();
      rowOf.forEach((row, day) => {
        const text = texts[day] ?? "";
        if (row < 0 || text === "") return;
        if (torn.has(day) || (cells[row] !== "" && cells[row] !== text)) differing.add(row);
        cells[row] = text;
      });
      if (differing.size === 0) return [{ role, name, cells }];
      const days = [...differing].sort((a, b) => a - b);
      findings.push({
        kind: "left-out",
        count: days.length,
        message: `the column "${name}" was left out: rows of one day differ in it, on ${countOf(days.length, "day")}`,
        examples: days.slice(0, 5).map(named),
      });
      return [];
    });
    return { columns, findings };
  }
}

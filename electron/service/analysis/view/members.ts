import { Problem } from "../../../contract/problem.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import type { StrategyTable } from "../../pnl-matrix.ts";
import type { AnalysisView } from "./analysis-view.ts";

/** Most names that a message lists. */
const namesShown = 5;

/** What each strategy of a view is called in the dataset: that of an inverted one is without its ending. */
export function ownNames({
  strategies,
  inversions,
}: Pick<AnalysisView, "strategies" | "inversions">): string[] {
  // ULTA puts what it inverts to the right end, in order.
  const first = strategies.length - inversions.length;
  return strategies.map((name, at) => {
    const own = inversions[at - first]?.name;
    return own !== undefined && name === `${own}_inv` ? own : name;
  });
}

/** What the replaced system put before every name: the file's, without its ending. */
export function prefixOf({ source }: Pick<Manifest, "source">): string {
  return `${source.fileName.replace(/\.[^.]*$/, "")}_`;
}

/**
 * Columns of strategies by name, in the order given. Also understood: a name with the file stem in front, as the
 * replaced system printed it, and both names of a strategy that ULTA inverted.
 */
export function findMembers(view: AnalysisView, names: readonly string[]): Uint32Array {
  const columns = new Map(view.strategies.map((name, i) => [name, i]));
  // A strategy's own name wins over one that only the inversion of another made.
  for (const [i, name] of ownNames(view).entries()) columns.set(name, i);
  const prefix = prefixOf(view.manifest);
  const columnOf = (name: string) => {
    const plain = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    return columns.get(name) ?? columns.get(plain);
  };
  const found = names.map(columnOf);
  const unknown = names.filter((_, k) => found[k] === undefined);
  if (unknown.length > 0) {
    const more = unknown.length > namesShown ? ` and ${unknown.length - namesShown} more` : "";
    const listed = unknown.slice(0, namesShown).join(", ");
    throw new Problem("not-found", `${view.manifest.name} has no strategy ${listed}${more}.`, {
      remedy: "Names must be written as in the file; see the strategy list of the dataset.",
    });
  }
  const members = Uint32Array.from(found as number[]);
  const twice = names.find((_, k) => members.indexOf(members[k] as number) !== k);
  if (twice !== undefined)
    throw new Problem("bad-request", `The strategy ${twice} is in the portfolio twice.`);
  return members;
}

/** Columns named in a request; all columns when it names none. */
export function membersOrAll(view: AnalysisView, names: readonly string[] | undefined): Uint32Array {
  if (names) return findMembers(view, names);
  return Uint32Array.from({ length: view.matrix.strategies }, (_, i) => i);
}

/** Names of these columns; of all when there are none given. */
export function namesOf(view: StrategyTable, columns?: Uint32Array): string[] {
  return columns ? Array.from(columns, (column) => view.strategies[column] as string) : [...view.strategies];
}

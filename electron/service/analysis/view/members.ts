import { Problem } from "../../../contract/problem.ts";
import { amongNames } from "../../among-names.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { allPlaces, type StrategyTable } from "../../pnl-matrix.ts";
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
  const prefix = prefixOf(view.manifest);
  const plain = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const columns = columnsOf(view, new Set(names.flatMap((name) => [name, plain(name)])));
  const found = names.map((name) => columns.get(name) ?? columns.get(plain(name)));
  const unknown = names.filter((_, k) => found[k] === undefined);
  if (unknown.length > 0) {
    const more = unknown.length > namesShown ? ` and ${unknown.length - namesShown} more` : "";
    const listed = unknown.slice(0, namesShown).join(", ");
    throw new Problem("not-found", `${view.manifest.name} has no strategy ${listed}${more}.`, {
      remedy: "Names must be written as in the file; see the strategy list of the dataset.",
    });
  }
  const members = Uint32Array.from(found as number[]);
  const first = new Map<number, number>();
  for (let k = members.length - 1; k >= 0; k--) first.set(members[k] as number, k);
  const twice = names.find((_, k) => first.get(members[k] as number) !== k);
  if (twice !== undefined)
    throw new Problem("bad-request", `The strategy ${twice} is in the portfolio twice.`);
  return members;
}

/** Columns of those names that are wanted. An index of a million names would take longer than to look at each. */
function columnsOf(view: AnalysisView, wanted: ReadonlySet<string>): Map<string, number> {
  const { strategies, inversions } = view;
  const columns = new Map<string, number>();
  const firstInverted = strategies.length - inversions.length;
  const isWanted = amongNames(wanted);
  for (let at = 0; at < firstInverted; at++) {
    const name = strategies[at] as string;
    if (isWanted(name)) columns.set(name, at);
  }
  // A strategy's own name wins over one that only the inversion of another made.
  const turned = { strategies: strategies.slice(firstInverted), inversions };
  for (const [at, own] of ownNames(turned).entries())
    if (wanted.has(own)) columns.set(own, firstInverted + at);
  for (const [at, name] of turned.strategies.entries())
    if (wanted.has(name) && !columns.has(name)) columns.set(name, firstInverted + at);
  return columns;
}

/** Columns named in a request; all columns when it names none. */
export function membersOrAll(view: AnalysisView, names: readonly string[] | undefined): Uint32Array {
  if (names) return findMembers(view, names);
  return allPlaces(view.matrix.strategies);
}

/** Names of these columns; of all when there are none given. */
export function namesOf(view: StrategyTable, columns?: Uint32Array): string[] {
  // The list itself, which nobody changes: what it was written as for one window serves the next answer.
  if (!columns) return view.strategies as string[];
  return Array.from(columns, (column) => view.strategies[column] as string);
}

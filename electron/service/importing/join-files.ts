import type { ImportPolicies } from "../../contract/importing.ts";
import type { Finding } from "../datasets/version/manifest.ts";
import type { Observation } from "../datasets/version/observations.ts";
import type { Steps } from "../turns.ts";
import type { CellSource } from "./cells/read-block.ts";
import { uniqueNames } from "./columns/names.ts";
import { counted } from "./counted.ts";
import { observationKey } from "./rows/duplicates.ts";
import { inTime } from "./rows/in-time.ts";
import type { UnderstoodFile } from "./understand-file.ts";

/** The cells, observations and strategies of one dataset, from one file or several. */
export interface JoinedFiles {
  readonly strategies: readonly string[];
  readonly observations: readonly Observation[];
  readonly sources: readonly CellSource[];
  readonly findings: readonly Finding[];
}

const prefixRemedy =
  "Put the name of its file before each strategy (--prefix-names), or number such strategies or take one of them (--duplicates rename or first).";

/**
 * Joins files side by side: rows of the same date, zone and time become one observation. Repeats of a key within a
 * file meet the repeats of the other files in their order. What is known of an observation comes from the first file
 * that has it. Throws Problem "bad-input" when two files have a strategy of one name and the policy is to refuse.
 */
export function* joinFiles(files: readonly UnderstoodFile[], policies: ImportPolicies): Steps<JoinedFiles> {
  const [only] = files;
  if (files.length === 1 && only) return single(only);
  const all = files.flatMap((one) => one.plan.names);
  const label = files.map((one) => one.file.source.path).join(", ");
  const { kept, names } = yield* uniqueNames(all, policies.duplicateNames, label, prefixRemedy);

  const places = new Map<string, number>();
  const observations: Observation[] = [];
  const conflicts: string[] = [];
  const targets = files.map(({ rows }, index) => {
    const seen = new Map<string, number>();
    const own = rows.observations.map((one) => {
      const key = observationKey(one);
      const copy = seen.get(key) ?? 0;
      seen.set(key, copy + 1);
      const known = places.get(`${key}\u0000${copy}`);
      if (known === undefined) {
        places.set(`${key}\u0000${copy}`, observations.length);
        return observations.push(one) - 1;
      }
      if (differs(one, observations[known] as Observation))
        conflicts.push(`${one.date} in ${nameOf(files[index])}`);
      return known;
    });
    return rows.targets.map((target) => (target < 0 ? -1 : (own[target] as number)));
  });

  let order = observations.map((_, index) => index);
  if (policies.order === "date") {
    order = inTime(observations);
  }
  const newPlace = new Int32Array(order.length);
  order.forEach((old, place) => {
    newPlace[old] = place;
  });
  let start = 0;
  // Those that are kept are in the order of the files.
  let place = 0;
  const sources = files.map((one, index) => {
    const from = start;
    start += one.plan.names.length;
    const first = place;
    const columns: number[] = [];
    for (; place < kept.length && (kept[place] as number) < start; place++)
      columns.push(one.plan.strategies[(kept[place] as number) - from] as number);
    return {
      file: one.file,
      columns,
      places: Uint32Array.from(columns, (_, at) => first + at),
      targets: (targets[index] as Int32Array).map((target) =>
        target < 0 ? -1 : (newPlace[target] as number),
      ),
      long: one.rows.long,
      truthColumns: one.truthColumns,
      sample: one.sample,
    };
  });
  return {
    strategies: names,
    observations: order.map((old, place) => ({ ...(observations[old] as Observation), sourceRow: place })),
    sources,
    findings: joinFindings(files, observations.length, conflicts),
  };
}

const nameOf = (one: UnderstoodFile | undefined): string => one?.file.source.path.split(/[\\/]/).at(-1) ?? "";

function differs(a: Observation, b: Observation): boolean {
  return (
    a.marketRegime !== b.marketRegime ||
    a.confidence !== b.confidence ||
    a.transitionThreshold !== b.transitionThreshold ||
    a.capital !== b.capital
  );
}

function single(one: UnderstoodFile): JoinedFiles {
  const { file, plan, rows, truthColumns, sample } = one;
  const source = {
    file,
    columns: plan.strategies,
    places: null,
    targets: rows.targets,
    long: rows.long,
    truthColumns,
    sample,
  };
  return { strategies: plan.names, observations: rows.observations, sources: [source], findings: [] };
}

function joinFindings(
  files: readonly UnderstoodFile[],
  joined: number,
  conflicts: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  const partial = files.filter(({ rows }) => rows.observations.length < joined);
  if (partial.length > 0) {
    findings.push({
      kind: "partial-files",
      count: partial.length,
      message: `${partial.length} of ${files.length} files ${partial.length === 1 ? "lacks" : "lack"} some of all ${joined} rows`,
      examples: partial.slice(0, 5).map((one) => `${nameOf(one)}: ${one.rows.observations.length}`),
    });
  }
  if (conflicts.length > 0) {
    findings.push({
      kind: "conflicts",
      count: conflicts.length,
      message: `${counted(conflicts.length, "row", "have")} another regime, threshold or capital in a later file`,
      examples: conflicts.slice(0, 5),
    });
  }
  return findings;
}

/** The same files without some strategies, by place. */
export function dropStrategies(joined: JoinedFiles, dropped: ReadonlySet<number>): JoinedFiles {
  if (dropped.size === 0) return joined;
  const newPlace = new Int32Array(joined.strategies.length).fill(-1);
  const strategies = joined.strategies.filter((_, place) => !dropped.has(place));
  let next = 0;
  joined.strategies.forEach((_, place) => {
    if (!dropped.has(place)) newPlace[place] = next++;
  });
  const sources = joined.sources.map((source): CellSource => {
    const kept = source.columns
      .map((column, index) => ({ column, place: newPlace[source.places?.[index] ?? index] ?? -1 }))
      .filter(({ place }) => place >= 0);
    return {
      ...source,
      columns: kept.map(({ column }) => column),
      places: source.places && Uint32Array.from(kept, ({ place }) => place),
    };
  });
  return { ...joined, strategies, sources };
}

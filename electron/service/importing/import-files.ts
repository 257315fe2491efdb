import { type ImportOptions, type ImportPolicies, moneyUnit } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import { type CallContext, stopIfCancelled } from "../context.ts";
import type { VersionWriter } from "../datasets/version/begin.ts";
import type { Finding, Manifest } from "../datasets/version/manifest.ts";
import { inTurns, type Steps } from "../turns.ts";
import type { ColumnStatistics } from "./cells/column-statistics.ts";
import { addLedger, Ledger } from "./cells/ledger.ts";
import { oddToLeaveOut } from "./cells/odd-columns.ts";
import { type WriteCellsOptions, writeCells } from "./cells/write-cells.ts";
import { cellFindings } from "./column-findings.ts";
import { counted } from "./counted.ts";
import { type ImportRecord, importStep, keepSources, namePrefix, sourceFiles } from "./import-record.ts";
import type { ImportSettings } from "./import-settings.ts";
import { dropStrategies, type JoinedFiles, joinFiles } from "./join-files.ts";
import { ReadAgain } from "./read-again.ts";
import { trailingBlanksFinding } from "./rows/long-rows.ts";
import { commonMoney } from "./source/units.ts";
import { fileFindings, type UnderstoodFile } from "./understand-file.ts";

/**
 * Writes understood files as a version of a dataset and puts it in force. Throws Problem; the caller discards the
 * version then.
 */
export async function importFiles(
  files: readonly UnderstoodFile[],
  settings: ImportSettings,
  options: ImportOptions,
  action: Manifest["action"],
  writer: VersionWriter,
  call?: CallContext,
): Promise<Manifest> {
  const label = files.map(({ file }) => file.source.path).join(", ");
  const first = files[0] as UnderstoodFile;
  const leftOut = settings.learned.get(first.file.source.path)?.leftOut;
  const all = withoutOdd(await inTurns(joinFiles(files, settings.policies), call), leftOut);
  const joined = await withoutDropped(all, settings, label, call);
  const ledger = new Ledger(settings.rejectLimit);
  for (const { file, rows } of files) for (const reject of rows.rejects) ledger.add(file.source.path, reject);
  const { sources, observations, strategies } = joined;
  const written = await writeCells(
    sources,
    observations,
    writeOptions(joined, settings, ledger),
    writer,
    call,
  );
  for (const { file, sample } of files) sample.judge(file, file.opened.rowCount, settings);
  const { oddColumns } = settings.policies;
  if (!leftOut) {
    await inTurns(leaveOddOut(written.statistics, strategies, oddColumns, first.file.source.path), call);
  }
  droppedColumns(written.statistics, settings.policies, strategies, label);
  await addLedger(ledger, writer);
  if (settings.keepSource) await keepSources(files, writer);
  stopIfCancelled(call);
  const origins = sourceFiles(files);
  // Where odd columns are not kept, none was found, or this was not reached.
  const mayBeOdd = leftOut !== undefined || oddColumns === "keep";
  const ofCells = await inTurns(cellFindings(written.statistics, strategies, mayBeOdd), call);
  const ofFiles: Finding[] = [];
  for (const one of files) ofFiles.push(...(await inTurns(fileFindings(one), call)));
  const money = moneyOf(options, files);
  const mapping = (files[0] as UnderstoodFile).mapping;
  return writer.commit({
    action,
    source: origins[0] ?? { fileName: "", bytes: 0, sha256: "" },
    sources: origins,
    strategies: strategies.length,
    mapping: {
      mapping,
      steps: [
        importStep("import", files, options, settings, { leftOut, prefixes: prefixesIn(joined, options) }),
      ],
    } satisfies ImportRecord,
    money,
    missing: settings.policies.missing,
    rejects: Object.fromEntries(ledger.counts),
    recordedRejects: ledger.listed,
    findings: [...ofFiles, ...trailingBlanksFinding(ledger.trailingBlanks), ...joined.findings, ...ofCells],
    observations: written.observations,
  });
}

/** Of the columns of each file, in their order. */
const prefixesIn = ({ sources }: JoinedFiles, options: ImportOptions) =>
  sources.map(({ file, columns }) => ({ prefix: namePrefix(file, options), strategies: columns.length }));

/**
 * What the cells are in: what was said, else the currency whose rows alone were taken, else percent of returns without a
 * capital, else the sign that the cells of all files have, or what their lines of units say.
 */
function moneyOf({ money, layout }: ImportOptions, files: readonly UnderstoodFile[]): Manifest["money"] {
  const signs = new Set(
    files.map(({ file, mapping, plan, sample }) => {
      const { shape, unit, capital } = mapping.layout ?? {};
      if ((shape === "returns" || unit !== undefined) && capital === undefined)
        return unit === "percent" ? "%" : "";
      return file.reshaped ? file.reshaped.money : sample.unit() || commonMoney(file.units, plan.strategies);
    }),
  );
  const [sign] = signs;
  return (
    money ??
    moneyUnit.safeParse(layout.currency?.toUpperCase()).data ??
    (signs.size === 1 ? moneyUnit.safeParse(sign).data : undefined)
  );
}

function writeOptions(
  { strategies }: JoinedFiles,
  settings: ImportSettings,
  ledger: Ledger,
): WriteCellsOptions {
  const { policies, chunkBytes, threads } = settings;
  return { strategies, policy: policies.missing, chunkBytes, threads, ledger, takenNames: new Set() };
}

/** Without the strategies that an earlier attempt found to be hardly profit and loss. */
function withoutOdd(joined: JoinedFiles, leftOut: ReadonlyMap<string, string> | undefined): JoinedFiles {
  if (!leftOut) return joined;
  const places = joined.strategies.flatMap((name, place) => (leftOut.has(name) ? place : []));
  const byReason = Map.groupBy(leftOut, ([, why]) => why);
  const findings = [...byReason].map(([why, columns]) => {
    const names = columns.map(([name]) => name);
    const message = `${counted(names.length, "column", "were")} left out as hardly P&L: ${why} (--odd-columns keep takes ${names.length === 1 ? "it" : "them"})`;
    return { kind: "odd-columns", count: names.length, message, examples: names.slice(0, 20) };
  });
  const kept = dropStrategies(joined, new Set(places));
  return { ...kept, findings: [...kept.findings, ...findings] };
}

/** Throws ReadAgain without the columns that are hardly profit and loss; Problem "bad-input" when that is to be asked. */
function* leaveOddOut(
  statistics: ColumnStatistics,
  strategies: readonly string[],
  policy: ImportPolicies["oddColumns"],
  file: string,
): Steps<void> {
  const odd = yield* oddToLeaveOut(statistics, strategies, policy, file);
  if (odd.size === 0) return;
  throw new ReadAgain(file, {
    leftOut: new Map([...odd].map(([at, looks]) => [strategies[at] ?? "", looks])),
  });
}

/** Columns that a policy drops are known only after all cells were seen: then the files are read twice. */
async function withoutDropped(
  joined: JoinedFiles,
  settings: ImportSettings,
  label: string,
  call?: CallContext,
): Promise<JoinedFiles> {
  const { constantColumns, duplicateColumns } = settings.policies;
  if (constantColumns !== "drop" && duplicateColumns !== "drop") return joined;
  const options = writeOptions(joined, settings, new Ledger(0));
  const { statistics } = await writeCells(joined.sources, joined.observations, options, null, call);
  const dropped = droppedColumns(statistics, settings.policies, joined.strategies, label);
  const names = [...dropped.keys()].map((place) => joined.strategies[place] ?? "");
  const message = `${counted(names.length, "strategy column", "were")} dropped: constant, or copies of another one`;
  const findings = [{ kind: "dropped-columns", count: names.length, message, examples: names.slice(0, 20) }];
  return {
    ...dropStrategies(joined, new Set(dropped.keys())),
    findings: [...joined.findings, ...(names.length > 0 ? findings : [])],
  };
}

/**
 * Strategies that the policies for constant columns and exact copies leave out, by place, with the reason.
 * Throws Problem "bad-input" for the policy "refuse".
 */
function droppedColumns(
  statistics: ColumnStatistics,
  policies: ImportPolicies,
  strategies: readonly string[],
  file: string,
): Map<number, string> {
  const dropped = new Map<number, string>();
  const apply = (
    policy: "keep" | "drop" | "refuse",
    found: () => readonly number[],
    why: string,
    option: string,
  ): void => {
    if (policy === "keep") return;
    const columns = found();
    const [first] = columns;
    if (first === undefined) return;
    if (policy === "refuse") {
      throw new Problem(
        "bad-input",
        `${file}: ${counted(columns.length, "strategy column", "are")} ${why}, the first "${strategies[first]}".`,
        {
          file,
          column: strategies[first] ?? "",
          remedy: `Remove them from the file, or keep them or leave them out (${option} keep or drop).`,
        },
      );
    }
    for (const column of columns) dropped.set(column, why);
  };
  const constants = () => statistics.constants().map(({ column }) => column);
  apply(policies.constantColumns, constants, "the same in every row", "--constant-columns");
  const copies = () => statistics.copies().flatMap(([, ...rest]) => rest);
  apply(policies.duplicateColumns, copies, "exact copies of another column", "--duplicate-columns");
  return dropped;
}

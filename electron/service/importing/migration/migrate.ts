import { join } from "node:path";
import type { ImportOptions } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { withVersion } from "../../datasets/store/dataset-store.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { refuseFile } from "../../disk/durable.ts";
import { inTurns } from "../../turns.ts";
import { counted } from "../counted.ts";
import { importFiles } from "../import-files.ts";
import { joinFiles } from "../join-files.ts";
import { asRemembered } from "../remembered.ts";
import { withFiles } from "../with-files.ts";
import { writeReport } from "./report.ts";
import { type ComparedStrategy, compareTotals, totalsAfter, totalsBefore } from "./totals.ts";

interface Migrated {
  readonly manifest: Manifest;
  readonly report: string;
  readonly compared: readonly ComparedStrategy[];
}

/**
 * Imports files of the replaced system and compares the stored cells with the files, strategy by strategy. The files are
 * only read. Should a strategy differ, the version before is put back in force (or the new dataset to the trash), and
 * Problem "damaged" names the report.
 */
export async function migrate(
  context: ServiceContext,
  paths: readonly string[],
  dataset: string,
  said: ImportOptions,
  reportPath: string | undefined,
  call: CallContext,
): Promise<Migrated> {
  const { datasets, home } = context;
  for (const file of reportPath === undefined ? [] : [reportPath, `${reportPath}.csv`])
    await refuseFile(file, "Choose another name for the report, or remove this file.");
  // Everything is kept, or the totals could not be compared.
  const policies = {
    ...said.policies,
    duplicateDates: "keep",
    constantColumns: "keep",
    duplicateColumns: "keep",
  } as const;
  const options = { ...said, policies };
  return asRemembered(home, options, context.settings, (known, settings) =>
    withFiles(home, paths, known, settings, call, async (files) => {
      const manifest = await withVersion(datasets, dataset, "either", (writer) =>
        importFiles(files, settings, known, "migrate", writer, call),
      );
      const open = await datasets.open(dataset, { version: manifest.version }, call);
      const { sources, strategies } = await inTurns(joinFiles(files, settings.policies), call);
      const compared: ComparedStrategy[] = [];
      for (const source of sources) {
        stopIfCancelled(call);
        call.progress({ stage: "Comparing with the files", fraction: compared.length / strategies.length });
        const names = source.columns.map((_, index) => strategies[source.places?.[index] ?? index] ?? "");
        const before = await totalsBefore(source);
        compared.push(...compareTotals(source.file.source.path, names, before, totalsAfter(source, open)));
      }
      const report = reportPath ?? join(home, "migrations", `${dataset} v${manifest.version}.md`);
      const described = files.map(({ file, plan }) => ({
        path: file.source.path,
        rows: file.opened.rowCount,
        strategies: plan.strategies.length,
      }));
      const formulasAsText = context.settings.get("export.formulas_as_text");
      await writeReport(report, { manifest, files: described, compared, formulasAsText });
      await undoIfDifferent(context, manifest, compared, report);
      return { manifest, report, compared };
    }),
  );
}

async function undoIfDifferent(
  { datasets }: ServiceContext,
  { name, parent }: Manifest,
  compared: readonly ComparedStrategy[],
  report: string,
): Promise<void> {
  const differing = compared.filter(({ agrees }) => !agrees);
  if (differing.length === 0) return;
  if (parent === null) await datasets.delete(name);
  else await datasets.rollback(name, parent);
  throw new Problem(
    "damaged",
    `${counted(differing.length, "strategy", "differ")} from the files of "${name}", the first "${differing[0]?.strategy}".`,
    { file: report, remedy: "The report shows each of them. The datasets are as they were before." },
  );
}

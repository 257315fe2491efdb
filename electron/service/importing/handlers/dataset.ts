import {
  datasetAppend,
  datasetImport,
  datasetMigrate,
  datasetTakeOver,
  datasetVerify,
} from "../../../contract/methods/dataset.ts";
import type { ServiceContext } from "../../context.ts";
import { withVersion } from "../../datasets/store/dataset-store.ts";
import { madeByJob } from "../../datasets/store/made-by-job.ts";
import { datasetSummary } from "../../datasets/summary.ts";
import type { VersionWriter } from "../../datasets/version/begin.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { register } from "../../handler.ts";
import { appendFiles } from "../append-files.ts";
import { importFiles } from "../import-files.ts";
import { appendOptions, recordOf } from "../import-record.ts";
import { importSettings } from "../import-settings.ts";
import { migrate } from "../migration/migrate.ts";
import { takeOver } from "../migration/take-over.ts";
import { type LearnedFiles, untilUnderstood } from "../read-again.ts";
import { asRemembered } from "../remembered.ts";
import { repairDataset } from "../repair-dataset.ts";
import { describeFile, withFiles } from "../with-files.ts";

/** dataset.import */
export const datasetImportHandler = register(datasetImport, async (request, context, call) => {
  const start = performance.now();
  const { files: paths, dataset, replace, ...said } = request;
  const done = await madeByJob(context.datasets, dataset, call.job);
  if (done) return { dataset: datasetSummary(done), files: [], seconds: 0 };
  const mode = replace ? "either" : "create";
  const result = await asRemembered(context.home, said, context.settings, (options, settings) => {
    const work = (writer: VersionWriter) =>
      withFiles(context.home, paths, options, settings, call, async (files) => {
        const action = writer.base ? "replace" : "import";
        const manifest = await importFiles(files, settings, options, action, writer, call);
        return { dataset: datasetSummary(manifest), files: files.map(describeFile) };
      });
    return untilUnderstood(settings.learned, () =>
      withVersion(context.datasets, dataset, mode, work, call.job),
    );
  });
  context.emit({ kind: "datasets-changed" });
  return { ...result, seconds: (performance.now() - start) / 1000 };
});

/** dataset.append */
export const datasetAppendHandler = register(datasetAppend, async (request, context, call) => {
  const start = performance.now();
  const { files: paths, dataset, overlap, ...said } = request;
  const done = await madeByJob(context.datasets, dataset, call.job);
  if (done)
    return { dataset: datasetSummary(done), files: [], added: await addedBy(done, context), seconds: 0 };
  const learned: LearnedFiles = new Map();
  const work = (given: typeof said) => (writer: VersionWriter) => {
    const base = writer.base as Manifest;
    const options = appendOptions(given, base);
    const before = recordOf(base)?.steps[0]?.understood;
    const settings = { ...importSettings(options, context.settings), learned, before };
    return withFiles(context.home, paths, options, settings, call, async (files) => {
      const manifest = await appendFiles(files, settings, options, overlap, context.datasets, writer, call);
      return {
        dataset: datasetSummary(manifest),
        files: files.map(describeFile),
        added: manifest.observations - base.observations,
      };
    });
  };
  const result = await asRemembered(context.home, said, context.settings, (given) =>
    untilUnderstood(learned, () => withVersion(context.datasets, dataset, "change", work(given), call.job)),
  );
  context.emit({ kind: "datasets-changed" });
  return { ...result, seconds: (performance.now() - start) / 1000 };
});

/** Observations that a version has more than the one it was made from; 0 when that is gone. */
async function addedBy(made: Manifest, { datasets }: ServiceContext): Promise<number> {
  const parent = (await datasets.history(made.name)).find(({ version }) => version === made.parent)?.manifest;
  return parent ? made.observations - parent.observations : 0;
}

/** dataset.migrate */
export const datasetMigrateHandler = register(datasetMigrate, async (request, context, call) => {
  const start = performance.now();
  const { files, dataset, report, ...options } = request;
  const migrated = await migrate(context, files, dataset, options, report, call);
  context.emit({ kind: "datasets-changed" });
  return {
    dataset: datasetSummary(migrated.manifest),
    report: migrated.report,
    strategies: migrated.compared.length,
    differing: migrated.compared.filter(({ agrees }) => !agrees).length,
    seconds: (performance.now() - start) / 1000,
  };
});

/** dataset.verify */
export const datasetVerifyHandler = register(datasetVerify, async ({ dataset, repair }, context, call) => {
  const { manifest, files, bytes, faults } = await context.datasets.verify(dataset, call);
  const report = { files, bytes, faults: [...faults] };
  if (!repair || faults.length === 0)
    return { ...report, dataset: datasetSummary(manifest), repaired: false };
  const repaired = await repairDataset(context, dataset, call);
  context.emit({ kind: "datasets-changed" });
  return { ...report, dataset: datasetSummary(repaired), repaired: true };
});

/** dataset.take-over */
export const datasetTakeOverHandler = register(
  datasetTakeOver,
  async ({ dataset, folders }, context, call) => {
    const runs = [];
    for (const folder of folders) runs.push(await takeOver(dataset, folder, context, call));
    return { runs };
  },
);

import type { datasetImport } from "../../../contract/methods/dataset.ts";
import { withVersion } from "../../datasets/store/dataset-store.ts";
import { datasetSummary } from "../../datasets/summary.ts";
import type { Handler } from "../../handler.ts";
import { describeFile } from "../describe-file.ts";
import { importFiles } from "../import-files.ts";
import { importSettings } from "../import-settings.ts";
import { withFiles } from "../with-files.ts";

/** dataset.import */
export const importDataset: Handler<typeof datasetImport> = async (request, context, call) => {
  const start = performance.now();
  const { files: paths, dataset, replace, ...options } = request;
  const settings = importSettings(options, context.settings);
  const result = await withVersion(context.datasets, dataset, replace ? "either" : "create", (writer) =>
    withFiles(context.home, paths, options, settings, call, async (files) => {
      const action = writer.base ? "replace" : "import";
      const manifest = await importFiles(files, settings, options, action, writer, call);
      return { dataset: datasetSummary(manifest), files: files.map(describeFile) };
    }),
  );
  context.emit({ kind: "datasets-changed" });
  return { ...result, seconds: (performance.now() - start) / 1000 };
};

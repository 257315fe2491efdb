import type { datasetAppend } from "../../../contract/methods/dataset.ts";
import { withVersion } from "../../datasets/store/dataset-store.ts";
import { datasetSummary } from "../../datasets/summary.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import type { Handler } from "../../handler.ts";
import { appendFiles } from "../append-files.ts";
import { appendOptions } from "../append-options.ts";
import { describeFile } from "../describe-file.ts";
import { importSettings } from "../import-settings.ts";
import { withFiles } from "../with-files.ts";

/** dataset.append */
export const appendDataset: Handler<typeof datasetAppend> = async (request, context, call) => {
  const start = performance.now();
  const { files: paths, dataset, overlap, ...said } = request;
  const result = await withVersion(context.datasets, dataset, "change", (writer) => {
    const base = writer.base as Manifest;
    const options = appendOptions(said, base);
    const settings = importSettings(options, context.settings);
    return withFiles(context.home, paths, options, settings, call, async (files) => {
      const manifest = await appendFiles(files, settings, options, overlap, context.datasets, writer, call);
      return {
        dataset: datasetSummary(manifest),
        files: files.map(describeFile),
        added: manifest.observations - base.observations,
      };
    });
  });
  context.emit({ kind: "datasets-changed" });
  return { ...result, seconds: (performance.now() - start) / 1000 };
};

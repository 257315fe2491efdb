import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { datasetImport } from "../../../contract/methods/dataset.ts";
import { sampleDataset, sampleWrite } from "../../../contract/methods/sample.ts";
import type { Progress } from "../../../contract/transport.ts";
import { refuseFile, removeQuietly } from "../../disk/durable.ts";
import { register } from "../../handler.ts";

/** sample.write. What makes the sample is loaded when one is asked for. */
export const sampleWriteHandler = register(sampleWrite, async ({ replace, ...request }, _context, call) => {
  await refuseFile(request.file, "Choose another name, or have it replaced.", replace);
  const { writeSample } = await import("../write-sample.ts");
  return writeSample(request, call);
});

/** Rows of a day with intraday zones. */
const zonesOfDay = 4;

/** sample.dataset: the file is written, imported and removed, so that all that is said of a dataset is true of this one too. */
export const sampleDatasetHandler = register(sampleDataset, async (request, context, call) => {
  const { dataset, zones, strategies, days, seed } = request;
  const { writeSample } = await import("../write-sample.ts");
  const { datasetImportHandler } = await import("../../importing/handlers/dataset.ts");
  const began = performance.now();
  const folder = join(context.home, "staging", `sample-${process.pid}-${Date.now()}`);
  const file = join(folder, "invented-option-strategies.csv");
  const part = (from: number, to: number) => ({
    ...call,
    progress: ({ fraction = 0, ...progress }: Progress) =>
      call.progress({ ...progress, fraction: from + (to - from) * fraction }),
  });
  try {
    await mkdir(folder, { recursive: true });
    const format = zones ? "zones" : "regimes";
    const observations = zones ? zonesOfDay * days : days;
    await writeSample({ file, strategies, observations, seed, format }, part(0, 0.5));
    const imported = datasetImport.request.parse({ files: [file], dataset, money: "INR" });
    const made = await datasetImportHandler.handle(imported, context, part(0.5, 1));
    return { dataset: made.dataset, seconds: (performance.now() - began) / 1000 };
  } finally {
    await removeQuietly(folder);
  }
});

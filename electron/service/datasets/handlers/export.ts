import type { datasetExport } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { exportDataset } from "../export/export-dataset.ts";
import { storageSettings } from "../storage-settings.ts";

/** dataset.export */
export const exportHandler: Handler<typeof datasetExport> = async (request, context, call) => {
  const { dataset, file, from, to, strategies, compression, layout, format } = request;
  const open = await context.datasets.open(dataset, { from, to, strategies }, call);
  const options = { ...storageSettings(context.settings), ...(compression ? { compression } : {}) };
  const bytes = await exportDataset(
    open,
    { file, layout, format },
    options,
    `Tessera ${context.version}`,
    call,
  );
  return { file, bytes, observations: open.matrix.observations, strategies: open.matrix.strategies };
};

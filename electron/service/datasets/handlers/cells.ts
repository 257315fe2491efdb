import type { datasetCells } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";

/** dataset.cells */
export const cells: Handler<typeof datasetCells> = async (request, { datasets }, call) => {
  const { dataset, ...selection } = request;
  const open = await datasets.open(dataset, selection, call);
  const { rows, strategies } = open.matrix;
  const block = new Float64Array(rows.length * strategies);
  rows.forEach((row, index) => {
    block.set(row, index * strategies);
  });
  return {
    dates: open.observations.map((one) => one.date),
    zones: open.observations.map((one) => one.zone),
    strategies: [...open.strategies],
    cells: block,
    bytesRead: open.bytesRead,
  };
};

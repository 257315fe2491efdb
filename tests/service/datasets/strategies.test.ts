import { expect, test } from "vitest";
import { datasetStrategiesHandler } from "../../../electron/service/datasets/handlers/dataset.ts";
import { ask, importContext, quietCall } from "../importing/support/import-context.ts";
import { writeSample } from "./support/sample-dataset.ts";
import { temporaryHome } from "./support/temporary-home.ts";

const strategies = ["NIFTY 1030 SL20", "Nifty 0945 SL50", "BANKNIFTY 1030 SL20", "SENSEX 1030"];

test.each([
  ["", [0, 1, 2, 3]],
  ["  ", [0, 1, 2, 3]],
  ["nifty", [0, 1, 2]],
  ["SL20 nifty", [0, 2]],
  ["1030  sl20 bank", [2]],
  ["nifty 1030 sl50", []],
])("names that hold the words of '%s', in any case and order", async (search, places) => {
  const context = importContext(await temporaryHome());
  await writeSample(context.datasets, "days", ["2024-01-02"], strategies, [[1, 2, 3, 4]]);
  const found = await ask(datasetStrategiesHandler, { dataset: "days", search }, context, quietCall);
  expect([...found.places]).toEqual(places);
  expect(found.names).toEqual(places.map((place) => strategies[place]));
  const second = await ask(
    datasetStrategiesHandler,
    { dataset: "days", search, offset: 1, limit: 1 },
    context,
    quietCall,
  );
  expect([...second.places]).toEqual(places.slice(1, 2));
  expect(second.total).toBe(places.length);
});

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { strategyUniverse } from "../../../electron/contract/methods/strategy.ts";
import { universeLines } from "../../../electron/contract/verdict-text.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

const golden = join(import.meta.dirname, "../../golden");

test("whether there is anything to find is known after an import, without a search", async () => {
  const home = await temporaryHome();
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides: ["engine.backend=cpu"] });
  const service = createService({ home: join(home, "root"), olderHomes: [], settings });
  onTestFinished(() => service.close());
  const ask = async (file: string, size: number) => {
    await service.call(datasetImport, { files: [join(golden, file)], dataset: "table", replace: true });
    return service.call(strategyUniverse, { dataset: "table", size });
  };
  const enough = await ask("entire_day_82x400/entire_day_82x400.csv", 5);
  expect(enough.universe).toMatchObject({ p: 1 / 500, size: 5 });
  expect(universeLines(enough)).toEqual([
    expect.stringMatching(
      /^There is something to find: the 5 best strategies stand 7\.71 standard errors above 0 on average, luck alone takes the best of so many to 2\.\d\d \(p 0\.002: luck alone does as well about 2 times in 1,000\)\.$/,
    ),
    expect.stringContaining("and still 1.0 in one of 8.9 years"),
  ]);
  const few = await ask("entire_day_20x40/entire_day_20x40.csv", 5);
  expect(few.universe).toBeNull();
  expect(universeLines(few)).toEqual([]);
  expect(universeLines({ ...enough, universe: null, sharpeByLuck: null })).toEqual([]);
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { datasetRenameHandler } from "../../../electron/service/datasets/handlers/dataset.ts";
import {
  portfolioDeleteHandler,
  portfolioListHandler,
  portfolioSaveHandler,
} from "../../../electron/service/portfolios/handlers/portfolio.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { ask, importContext, importInto, quietCall } from "../importing/support/import-context.ts";

const portfolio: SavedPortfolio = {
  id: "8d7d2c1e-5b1f-4a67-9d35-0c9e8a0f1b2c",
  name: "Two",
  dataset: "days",
  members: ["A", "B"],
  weights: [0.25, 0.75],
  createdAt: "2026-01-02T03:04:05.000Z",
  found: null,
  expected: null,
  origin: null,
};

test("a portfolio is kept, follows its dataset, and is deleted; windows hear of each change", async () => {
  const home = await temporaryHome();
  const events: string[] = [];
  const context = { ...importContext(home), emit: ({ kind }: { kind: string }) => events.push(kind) };
  const file = join(home, "days.csv");
  await writeFile(file, "Date,A,B\n2024-01-02,1,2\n2024-01-03,3,4\n2024-01-04,5,6\n");
  await importInto(context, "days", [file]);
  events.length = 0;

  await portfolioSaveHandler.handle({ portfolio }, context, quietCall);
  expect(await ask(portfolioListHandler, { dataset: "days" }, context, quietCall)).toEqual({
    portfolios: [portfolio],
    damaged: [],
  });
  await ask(datasetRenameHandler, { dataset: "days", to: "weeks" }, context, quietCall);
  expect((await ask(portfolioListHandler, { dataset: "days" }, context, quietCall)).portfolios).toEqual([]);
  const moved = { ...portfolio, dataset: "weeks" };
  expect((await ask(portfolioListHandler, {}, context, quietCall)).portfolios).toEqual([moved]);
  expect(await portfolioDeleteHandler.handle({ id: portfolio.id }, context, quietCall)).toEqual({
    portfolio: moved,
  });
  expect((await ask(portfolioListHandler, {}, context, quietCall)).portfolios).toEqual([]);
  expect(events.filter((kind) => kind === "portfolios-changed")).toHaveLength(3);
});

test("weights that are not one a member are refused", async () => {
  const context = importContext(await temporaryHome());
  await expect(
    portfolioSaveHandler.handle({ portfolio: { ...portfolio, weights: [1] } }, context, quietCall),
  ).rejects.toMatchObject({ report: { code: "bad-request" } });
  expect((await ask(portfolioListHandler, {}, context, quietCall)).portfolios).toEqual([]);
});

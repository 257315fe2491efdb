import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import {
  deletePortfolio,
  movePortfolios,
  readPortfolios,
  writePortfolio,
} from "../../../electron/service/portfolios/portfolio-files.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

const portfolio = (k: number, more: Partial<SavedPortfolio> = {}): SavedPortfolio => ({
  id: `00000000-0000-4000-8000-${String(k).padStart(12, "0")}`,
  name: `Portfolio ${k}`,
  dataset: "days",
  members: ["A", 'B,\n"C"'],
  weights: [0.1, 0.9],
  createdAt: new Date(Date.UTC(2026, 0, k)).toISOString(),
  found: null,
  expected: null,
  origin: null,
  ...more,
});

describe("saved portfolios", () => {
  it("come back as they were saved, newest first", async () => {
    const home = await temporaryHome();
    expect(await readPortfolios(home)).toEqual({ portfolios: [], damaged: [] });
    await Promise.all([2, 1, 3].map((k) => writePortfolio(home, portfolio(k))));
    expect((await readPortfolios(home)).portfolios).toEqual([3, 2, 1].map((k) => portfolio(k)));
    await writePortfolio(home, portfolio(2, { name: "Renamed", weights: null }));
    expect((await readPortfolios(home)).portfolios[1]).toEqual(
      portfolio(2, { name: "Renamed", weights: null }),
    );
  });

  it("leave nothing half written beside them", async () => {
    const home = await temporaryHome();
    await Promise.all(
      Array.from({ length: 20 }, (_, k) => writePortfolio(home, portfolio(1, { name: `${k}` }))),
    );
    expect(await readdir(join(home, "portfolios"))).toEqual([`${portfolio(1).id}.json`]);
    expect((await readPortfolios(home)).portfolios).toHaveLength(1);
  });

  it("are deleted one by one, and can be saved again", async () => {
    const home = await temporaryHome();
    await writePortfolio(home, portfolio(1));
    const deleted = await deletePortfolio(home, portfolio(1).id);
    expect(deleted).toEqual(portfolio(1));
    expect((await readPortfolios(home)).portfolios).toEqual([]);
    await expect(deletePortfolio(home, portfolio(1).id)).rejects.toMatchObject({
      report: { code: "not-found" },
    });
    await writePortfolio(home, deleted);
    expect((await readPortfolios(home)).portfolios).toEqual([portfolio(1)]);
  });

  it("are found where one of the files is damaged, which is told and left", async () => {
    const home = await temporaryHome();
    await writePortfolio(home, portfolio(1));
    const broken = join(home, "portfolios", `${portfolio(9).id}.json`);
    await writeFile(broken, '{"id": 9');
    const { portfolios, damaged } = await readPortfolios(home);
    expect(portfolios).toEqual([portfolio(1)]);
    expect(damaged).toMatchObject([{ file: broken, reason: expect.any(String) }]);
    await expect(deletePortfolio(home, portfolio(9).id)).rejects.toMatchObject({
      report: { code: "damaged" },
    });
    expect(await readFile(broken, "utf8")).toBe('{"id": 9');
  });

  it("follow their dataset to its new name", async () => {
    const home = await temporaryHome();
    await writePortfolio(home, portfolio(1));
    await writePortfolio(home, portfolio(2, { dataset: "other" }));
    await movePortfolios(home, "days", "years");
    expect((await readPortfolios(home)).portfolios.map((one) => one.dataset)).toEqual(["other", "years"]);
  });
});

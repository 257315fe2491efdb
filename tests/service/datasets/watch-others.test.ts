import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { DatasetStore } from "../../../electron/service/datasets/store/dataset-store.ts";
import { watchOthers } from "../../../electron/service/datasets/watch-others.ts";
import { searchesFolder } from "../../../electron/service/disk/own-places.ts";
import { deletePortfolio, writePortfolio } from "../../../electron/service/portfolios/portfolio-files.ts";
import { keepView } from "../../../electron/service/views/kept-views.ts";
import { temporaryHome } from "./support/temporary-home.ts";

/** A watch that looks every few milliseconds, and what it said. */
async function watching() {
  const home = await temporaryHome();
  const heard: string[] = [];
  const dataset = { version: 1, looks: 0 };
  const list = async () => {
    dataset.looks += 1;
    return { manifests: [{ name: "d", version: dataset.version, createdAt: "" }], damaged: [] };
  };
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const datasets = { list } as unknown as DatasetStore;
  watchOthers({ home, datasets, emit: ({ kind }) => heard.push(kind) }, end.signal, 20);
  const looks = async (more: number) => {
    const from = dataset.looks;
    await vi.waitFor(() => expect(dataset.looks).toBeGreaterThanOrEqual(from + more), 5000);
  };
  await looks(4);
  expect(heard).toEqual([]);
  return { home, heard, dataset, end, looks };
}

test("a dataset that another program replaced is heard of once, until the end", async () => {
  const { heard, dataset, end, looks } = await watching();
  dataset.version = 2;
  await looks(4);
  expect(heard).toEqual(["datasets-changed"]);
  dataset.version = 3;
  end.abort();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual(["datasets-changed"]);
});

test("a view that another program keeps, changes or clears is heard of, each time once", async () => {
  const { home, heard, looks } = await watching();
  for (const view of [{ minConfidence: 60 }, { from: "2024-01-01" }, {}]) {
    heard.length = 0;
    await keepView(home, "d", view);
    await vi.waitFor(() => expect(heard).toEqual(["views-changed"]), 5000);
    await looks(4);
    expect(heard).toEqual(["views-changed"]);
  }
});

test("a portfolio that another program keeps or deletes is heard of", async () => {
  const { home, heard } = await watching();
  const id = "00000000-0000-4000-8000-000000000001";
  const made = {
    weights: null,
    createdAt: new Date().toISOString(),
    origin: null,
    expected: null,
    found: null,
  };
  await writePortfolio(home, { id, name: "p", dataset: "d", members: ["a"], ...made });
  await vi.waitFor(() => expect(heard).toEqual(["portfolios-changed"]), 5000);
  await deletePortfolio(home, id);
  await vi.waitFor(() => expect(heard).toEqual(["portfolios-changed", "portfolios-changed"]), 5000);
});

test("a search that another program keeps is heard of", async () => {
  const { home, heard } = await watching();
  await mkdir(join(home, searchesFolder));
  await writeFile(join(home, searchesFolder, "d-20260101T000000.json"), "{}");
  await vi.waitFor(() => expect(heard).toEqual(["searches-changed"]), 5000);
});

test("a look that takes long is over before the next one", async () => {
  const home = await temporaryHome();
  const looks = { now: 0, most: 0, made: 0 };
  const list = async () => {
    looks.now += 1;
    looks.most = Math.max(looks.most, looks.now);
    await new Promise((resolve) => setTimeout(resolve, 40));
    looks.now -= 1;
    looks.made += 1;
    return { manifests: [], damaged: [] };
  };
  const end = new AbortController();
  onTestFinished(() => end.abort());
  watchOthers({ home, datasets: { list } as unknown as DatasetStore, emit: () => {} }, end.signal, 5);
  await vi.waitFor(() => expect(looks.made).toBeGreaterThanOrEqual(3), 5000);
  expect(looks.most).toBe(1);
});

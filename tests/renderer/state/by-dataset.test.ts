import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";

const schema = z.object({ text: z.string(), size: z.number().nullable() });
const untouched = { text: "", size: null };

/** What the service keeps. */
let remembered: Record<string, unknown> = {};

/** The module as a window that was just opened has it, on what is remembered. */
async function openWindow() {
  vi.resetModules();
  const { openMemory } = await import("../../../renderer/state/store.ts");
  openMemory(remembered, (values) => {
    remembered = JSON.parse(JSON.stringify({ ...remembered, ...values }));
  });
  const { changeOf, datasetStore, followRename, readOf } = await import(
    "../../../renderer/state/by-dataset.ts"
  );
  const store = datasetStore<z.infer<typeof schema>>("form", schema, untouched);
  return {
    read: (dataset: string) => readOf(store, dataset),
    write: (dataset: string, text: string) => changeOf(store, dataset, (present) => ({ ...present, text })),
    rename: followRename,
  };
}

afterEach(() => {
  remembered = {};
});

test("what was entered for a dataset is its own, is there after a restart and goes with it to a new name", async () => {
  const first = await openWindow();
  first.write("one", "sharpe > 1");
  expect(first.read("two")).toEqual(untouched);
  const second = await openWindow();
  expect(second.read("one").text).toBe("sharpe > 1");
  second.rename("one", "three");
  expect(second.read("one")).toEqual(untouched);
  expect((await openWindow()).read("three").text).toBe("sharpe > 1");
});

test("what an older version left for one dataset is forgotten, not that of the others; no name is special", async () => {
  remembered = { form: { old: { text: 3 }, good: { text: "a", size: 1 } } };
  const { read } = await openWindow();
  expect(read("old")).toEqual(untouched);
  expect(read("good")).toEqual({ text: "a", size: 1 });
  expect(read("constructor")).toEqual(untouched);
});

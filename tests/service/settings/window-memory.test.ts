import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { windowRemember } from "../../../electron/contract/methods/window.ts";
import { recallWindow, rememberOfWindow } from "../../../electron/service/settings/window-memory.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-window-"));
});
afterEach(() => rmSync(home, { recursive: true }));

it("has what was remembered last, and what was left out as it was", async () => {
  expect(await recallWindow(home)).toEqual({ values: {}, damaged: [] });
  await rememberOfWindow(home, { values: { dataset: "one", "grid.members": { sizing: { id: 120 } } } });
  await rememberOfWindow(home, { values: { dataset: null } });
  const values = { dataset: null, "grid.members": { sizing: { id: 120 } } };
  expect(await recallWindow(home)).toEqual({ values, damaged: [] });
});

it("keeps what was said last of what is said at once, and recalls what is still being written", async () => {
  const said = [1, 2, 3, 4, 5, 6].map((value) =>
    rememberOfWindow(home, { values: { a: value, [`b${value}`]: "x".repeat(20_000 / value) } }),
  );
  const { values } = await recallWindow(home);
  expect(values).toMatchObject({ a: 6, b6: expect.any(String) });
  await Promise.all(said);
  expect((await recallWindow(home)).values).toMatchObject({ a: 6 });
});

it("tells of a file that is cut, has the others, and looks at no stray one", async () => {
  await rememberOfWindow(home, { values: { dataset: "one", guide: { state: "left" } } });
  const file = join(home, "window", "guide.json");
  writeFileSync(file, '{"state":');
  for (const stray of ["._x.json", "guide.json.12-0123abcd.tmp", "copy (1).json"]) {
    writeFileSync(join(home, "window", stray), "\0");
  }
  const { values, damaged } = await recallWindow(home);
  expect(values).toEqual({ dataset: "one" });
  expect(damaged).toEqual([{ file, reason: expect.stringContaining("JSON") }]);
});

it("says that it cannot be read, and not that nothing was remembered", async () => {
  writeFileSync(join(home, "window"), "a file where the folder should be");
  await expect(recallWindow(home)).rejects.toMatchObject({ report: { file: join(home, "window") } });
});

it.each(["../x", "a/b", "A", ".x", "a..b", "x".repeat(61), ""])(
  "remembers nothing by the name %j",
  (name) => {
    expect(windowRemember.request.safeParse({ values: { [name]: 1 } }).success).toBe(false);
  },
);

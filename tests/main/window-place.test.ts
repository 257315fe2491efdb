import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepWindowPlace, readWindowPlace } from "../../electron/main/window-place.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-place-"));
const file = join(folder, "window.json");
const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const place = { x: 100, y: 50, width: 1400, height: 900, maximised: false, zoom: 1 };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a place comes back, also on the second screen and half off the edge", () => {
  for (const kept of [place, { ...place, x: 2000, maximised: true }, { ...place, x: -1000 }]) {
    keepWindowPlace(file, kept);
    expect(readWindowPlace(file, screens)).toEqual(kept);
  }
});

test("a place that no screen shows any more is forgotten", () => {
  for (const lost of [
    { ...place, x: 3190 },
    { ...place, y: -20 },
    { ...place, y: 1070 },
    { ...place, x: -1390 },
  ]) {
    keepWindowPlace(file, lost);
    expect(readWindowPlace(file, screens)).toBeUndefined();
  }
  keepWindowPlace(file, { ...place, x: 2000 });
  expect(readWindowPlace(file, screens.slice(0, 1))).toBeUndefined();
});

test("nonsense in the file is no place, and a folder that is not there no fault", () => {
  for (const text of ["", "{", "null", '{"x":1}', '{"x":0,"y":0,"width":10,"height":10,"maximised":false}']) {
    writeFileSync(file, text);
    expect(readWindowPlace(file, screens)).toBeUndefined();
  }
  expect(() => keepWindowPlace(join(folder, "none", "window.json"), place)).not.toThrow();
});

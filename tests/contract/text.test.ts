import { describe, expect, it } from "vitest";
import {
  bytesParts,
  csvField,
  csvName,
  csvText,
  formatBytes,
  formatDuration,
  spreadsheetText,
  textOfCell,
} from "../../electron/contract/text.ts";
import { hostileNames } from "../support/hostile-names.ts";

describe("sizes and times", () => {
  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1_000, "1.00 kB"],
    [460_000, "460 kB"],
    [999_400, "999 kB"],
    [999_500, "1.00 MB"],
    [39_187_000, "39.2 MB"],
    [25_300_000_000, "25.3 GB"],
    [5e14, "500 TB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
    const { text: figure, unit } = bytesParts(bytes);
    expect(`${figure} ${unit}`).toBe(text);
  });

  it.each([
    [0.0844, "84 ms"],
    [0.9996, "1.00 s"],
    [3.21, "3.21 s"],
    [59.94, "59.9 s"],
    [59.96, "1 min 00 s"],
    [245, "4 min 05 s"],
    [7445, "2 h 04 min"],
    [-1, "–"],
  ])("%d seconds are %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe("CSV", () => {
  it.each([
    ["plain", "plain"],
    [" edge ", " edge "],
    ['a "b"', '"a ""b"""'],
    ["a,b", '"a,b"'],
    ["two\nlines", '"two\nlines"'],
  ])("%j is written as %j", (cell, text) => expect(csvField(cell)).toBe(text));

  it.each(hostileNames)("%j is no formula to a spreadsheet, and is read back as it was", (name) => {
    expect(spreadsheetText(name)).toMatch(/^[^=+\-@\t\r]/);
    expect(textOfCell(spreadsheetText(name))).toBe(name);
    expect(textOfCell(spreadsheetText(`'${name}`))).toBe(`'${name}`);
    expect(csvName(name, false)).toBe(csvField(name));
  });

  it("leaves numbers alone", () => expect(["-5", "+1e3"].map(spreadsheetText)).toEqual(["-5", "+1e3"]));

  it("has a line a row and numbers in full", () => {
    expect(csvText(["name", "x,y"], [["a", 0.1 + 0.2]])).toBe('name,"x,y"\na,0.30000000000000004\n');
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editIni, parseIni } from "../../../electron/service/settings/ini.ts";

const text = "# mine\n[engine]\n# why\nbackend = cpu\n\n[search]\nseed = 7\n";

describe("editIni", () => {
  it("replaces a value and keeps comments", () => {
    expect(editIni(text, "f", "engine", "backend", "cuda")).toEqual({
      text: text.replace("cpu", "cuda"),
      before: "cpu",
    });
  });

  it("adds a key below its section, or a new section at the end", () => {
    expect(editIni(text, "f", "search", "threads", "2").text).toContain("[search]\nthreads = 2\nseed = 7");
    expect(editIni(text, "f", "jobs", "limit", "2").text).toBe(`${text}\n[jobs]\nlimit = 2\n`);
    expect(editIni("", "f", "jobs", "limit", "2")).toEqual({ text: "[jobs]\nlimit = 2\n", before: null });
  });

  it("takes a key out", () => {
    expect(editIni(text, "f", "search", "seed", null)).toEqual({
      text: text.replace("seed = 7\n", ""),
      before: "7",
    });
  });

  it("is undone by setting what was before", () => {
    const key = fc.constantFrom("alpha", "beta", "gamma");
    const edits = fc.array(fc.tuple(fc.constantFrom("one", "two"), key, fc.nat(99)), { maxLength: 6 });
    fc.assert(
      fc.property(
        edits,
        fc.constantFrom("one", "two"),
        key,
        fc.option(fc.nat(99)),
        (list, section, name, value) => {
          const start = list.reduce((now, [s, k, v]) => editIni(now, "f", s, k, String(v)).text, "");
          const changed = editIni(start, "f", section, name, value === null ? null : String(value));
          const back = editIni(changed.text, "f", section, name, changed.before).text;
          const values = (ini: string) =>
            parseIni(ini, "f").map(({ line: _line, ...entry }) => JSON.stringify(entry));
          expect(values(back).sort()).toEqual(values(start).sort());
        },
      ),
    );
  });
});

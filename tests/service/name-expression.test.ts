import { describe, expect, it } from "vitest";
import { Problem } from "../../electron/contract/problem.ts";
import { nameChooser, renamer } from "../../electron/service/importing/columns/names.ts";
import { nameExpression } from "../../electron/service/name-expression.ts";
import { nameMatcher } from "../../electron/service/search/constraints/groupings.ts";

/** Takes JavaScript's own expressions longer than a life. */
const slow = `${"A".repeat(60)}!`;

describe("expressions of the user", () => {
  it.each(["^(A+)+$", "^(A|AA)+$", "(A*)*B", "^(.*)*x$"])(
    "%s ends on a name that is made for it",
    (source) => {
      expect(nameExpression(source).test(slow)).toBe(false);
    },
  );

  it("does what JavaScript's do", () => {
    const names = ["SENSEX 1231-1431 SL38%TP57%", "nifty\n916", "Größe_5", ""];
    for (const source of [
      "SL\\d+%",
      "^\\w+ (\\d+)-(\\d+)",
      "(?<what>TP)57",
      "^.$",
      "\\bnifty\\b",
      "ö\\S+_5$",
      "[^a-z]{3}",
    ])
      for (const name of names) {
        const own = new RegExp(source, "u");
        expect([source, name, nameExpression(source).test(name)]).toEqual([source, name, own.test(name)]);
        expect(nameExpression(source).group(name)).toBe(own.exec(name)?.[1]);
      }
    expect(nameExpression("SENSEX", "i").test("x sensex")).toBe(true);
    expect(nameExpression("a.b", "s").test("a\nb")).toBe(true);
    expect(nameExpression("^b", "m").test("a\nb")).toBe(true);
    expect(nameExpression("(\\d+)-(\\d+)").replace("x 1-2 3-4", "$2-$1")).toBe("x 2-1 3-4");
  });

  it("are what columns, renamings and groups are chosen by", () => {
    expect(nameChooser(["/^(A+)+$/"], [])(slow)).toBe(false);
    expect(nameChooser([`${"*A".repeat(25)}*?B`], [])(slow)).toBe(false);
    expect(renamer({ "/^(A+)+$/": "B" })(slow)).toBe(slow);
    expect(renamer({ "/^x_(.+)$/": "$1" })("x_7")).toBe("7");
    expect(nameMatcher([`${"*A".repeat(25)}*?B`])(slow)).toBe(false);
  });

  it("says what it does not know", () => {
    expect(() => nameChooser(["/(?=a)/"], [])).toThrow(Problem);
    expect(() => nameChooser(["/(/"], [])).toThrow(/is not right/);
  });
});

describe("a problem", () => {
  it("quotes the ends of a cell of any length, not all of it", () => {
    const problem = new Problem("bad-input", `"${"x".repeat(2e6)}" is no number.`, {
      column: "c".repeat(1e6),
    });
    expect(problem.message.length).toBeLessThan(5000);
    expect(problem.report.message).toMatch(/^"xxx.*2000.*is no number\.$/);
    expect(problem.report.column?.length).toBeLessThan(500);
  });
});

import { describe, expect, test } from "vitest";
import { csvText, markdownText, spreadsheetText, terminalText } from "../../electron/contract/text.ts";

describe("a text from a file, by medium", () => {
  test("terminal: escape sequences and marks of direction are seen, not obeyed", () => {
    expect(terminalText("a\u001b]0;title\u0007b\u009b2Jc\td\ne")).toBe("a␛]0;title␇b\\u009b2Jc\td\ne");
    expect(terminalText("abc\u202etxt.exe\r")).toBe("abc\\u202etxt.exe␍");
    expect(terminalText("SENSEX 1103-1503 SL97% é 漢")).toBe("SENSEX 1103-1503 SL97% é 漢");
  });

  test("Markdown: no markup, no cell and no line of its own", () => {
    expect(markdownText("a|b\n# c <img src=x> `d` [e](http://f)")).toBe(
      "a\\|b # c &lt;img src=x> \\`d\\` \\[e\\](http://f)",
    );
    expect(markdownText("SENSEX_1103-1503 SL97%TP52%")).toBe("SENSEX_1103-1503 SL97%TP52%");
  });

  test("spreadsheet: no formula; figures stay figures", () => {
    const hostile = ["=HYPERLINK(1)", "+1+cmd|'x'", "-2+3", "@SUM(A1)", "\t=1", "\r=1"];
    for (const text of hostile) expect(spreadsheetText(text)).toBe(`'${text}`);
    for (const text of ["-2.5", "+1e-7", "SL=5", "-", "2024-01-04"].filter((one) => one !== "-"))
      expect(spreadsheetText(text)).toBe(text);
    expect(csvText(["strategy", "roi"], [["=1+1", -2.5]])).toBe("strategy,roi\n'=1+1,-2.5\n");
  });
});

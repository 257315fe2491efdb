import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { metricText } from "../../../electron/contract/figures/money.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import { reportSection, reportSections, reportWrite } from "../../../electron/contract/methods/report.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { csvField } from "../../../electron/contract/text.ts";
import { verdictLines } from "../../../electron/contract/verdict-text.ts";
import { createService } from "../../../electron/service/create-service.ts";
import type { Service } from "../../../electron/service/service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { hostileNames } from "../../support/hostile-names.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

const table = join(import.meta.dirname, "../../golden/entire_day_82x400/entire_day_82x400.csv");

async function serviceFor(home: string): Promise<Service> {
  const settings = liveSettings({
    file: join(home, "settings.ini"),
    overrides: ["engine.backend=cpu", "export.charts=false"],
  });
  return createService({ home: join(home, "root"), olderHomes: [], settings });
}

/** The text of a page without its markup. */
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("report.write of a search", () => {
  let home: string;
  let service: Service;
  let folder: string;
  const write = (more: Partial<InputOf<typeof reportWrite>>) =>
    service.call(reportWrite, {
      dataset: "table",
      subject: { kind: "search-folder", folder },
      file: join(home, "report.html"),
      ...more,
    });

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tessera-test-"));
    service = await serviceFor(home);
    folder = join(home, "root", "results", "first");
    await service.call(datasetImport, { files: [table], dataset: "table" });
    await service.call(searchRun, {
      dataset: "table",
      minSize: 12,
      maxSize: 12,
      algorithms: ["hc"],
      evaluations: 20_000,
      verdict: { twins: 3 },
      out: folder,
    });
    return async () => {
      service.close();
      await rm(home, { recursive: true, force: true });
    };
  }, 120_000);

  it("says the verdict, the expectation and the figures as everything else does", async () => {
    const made = await write({});
    const text = textOf(await readFile(made.file, "utf8"));
    const { luck, expected, best } = JSON.parse(readFileSync(join(folder, "search.json"), "utf8"));
    for (const line of verdictLines(luck)) expect(text).toContain(line);
    expect(text).toContain(expected.sentence);
    const { metrics } = await service.call(portfolioSeries, {
      dataset: "table",
      members: best.members,
      excludeConstant: true,
    });
    for (const name of ["roi", "max_drawdown", "sharpe", "cvar_95"] as const)
      expect(text).toContain(metricText(name, metrics[name] ?? Number.NaN));
    for (const name of best.members) expect(text).toContain(name);
    // Sizes are of a capital, and none is declared.
    const sections = reportSection.options.filter((name) => name !== "sizes");
    expect(made.sections).toEqual(sections);
    for (const name of sections) expect(text).toContain(reportSections[name]);
  });

  it("of a pool gives no figure to expect, which rests on all strategies", async () => {
    const out = join(home, "root", "results", "pool");
    const asked = {
      dataset: "table",
      minSize: 5,
      maxSize: 5,
      algorithms: ["hc" as const],
      evaluations: 2000,
    };
    await service.call(searchRun, { ...asked, pool: 60, out });
    const { file } = await write({ subject: { kind: "search-folder", folder: out } });
    const text = await readFile(file, "utf8");
    expect(textOf(text)).toContain("whether it is more than luck rests on all strategies and was not asked");
    const figure = '<span class="label">Sharpe ratio to expect</span>';
    expect(text).not.toContain(figure);
    expect(await readFile((await write({})).file, "utf8")).toContain(figure);
  });

  it("sizes the members of a declared capital as kelly.allocate does, ruin in red", async () => {
    const made = await write({ capital: 1e6, sections: ["sizes"] });
    expect(made.sections).toEqual(["sizes"]);
    const text = textOf(await readFile(made.file, "utf8"));
    const { expected, best } = JSON.parse(readFileSync(join(folder, "search.json"), "utf8"));
    const asked = { dataset: "table", excludeConstant: true, members: best.members, expected };
    const sized = await service.call(kellyAllocate, { ...asked, capital: 1e6 });
    for (const sentence of sized.sentences) expect(text).toContain(sentence);
    sized.members.forEach((name, at) => {
      const size = formatFigure((sized.fraction[at] ?? 0) * 100, 2);
      expect(text.replaceAll(/\s+/g, " ")).toContain(`${name} ${size} %`);
    });
    const poor = await write({ capital: 100, sections: ["sizes"] });
    const ruined = await service.call(kellyAllocate, { ...asked, capital: 100 });
    const isRuin = ruined.forms.some(({ ruin }) => ruin);
    expect((await readFile(poor.file, "utf8")).includes('class="ruin"')).toBe(isRuin);
  });

  it("holds the parts that were asked for, the title, the notes and the logo", async () => {
    const logo = join(home, "logo.png");
    writeFileSync(
      logo,
      Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
        "base64",
      ),
    );
    const made = await write({
      subject: { kind: "search", id: "first" },
      sections: ["members", "figures"],
      title: "For the committee",
      notes: "First.\n\nSecond.",
      logo,
    });
    const html = await readFile(made.file, "utf8");
    expect(made.sections).toEqual(["figures", "members"]);
    expect(textOf(html)).toContain("For the committee");
    expect(html).toContain("<p>First.</p><p>Second.</p>");
    expect(html).toContain('src="data:image/png;base64,');
    expect(html).not.toContain(`<h2>${reportSections.calendar}</h2>`);
  });

  it("loads nothing and runs nothing", async () => {
    const html = await readFile((await write({})).file, "utf8");
    expect(html).not.toMatch(/<script|<link|<iframe|<object|\son\w+=|@import/i);
    for (const [, address = ""] of html.matchAll(/(?:src|href)="([^"]*)"/g))
      expect(address).toMatch(/^data:/);
    for (const [, address = ""] of html.matchAll(/url\(([^)]*)\)/g)) expect(address).toMatch(/^(data:|#|'#)/);
  });

  it("refuses what it cannot write, and says what to do", async () => {
    await expect(write({ file: join(home, "report.docx") })).rejects.toThrow(/neither \.html nor \.pdf/);
    await expect(write({ subject: { kind: "search", id: "none" } })).rejects.toThrow(
      "There is no search none.",
    );
    await expect(write({ subject: { kind: "search-folder", folder: home } })).rejects.toThrow(
      /has no search\.json/,
    );
    await expect(write({ logo: table })).rejects.toThrow(/no picture that a report can hold/);
    await expect(write({ dataset: "another" })).rejects.toThrow(/was run on table/);
  });

  it("becomes a PDF where there is a browser: light pages, and none that is empty", {
    timeout: 180_000,
  }, async (context) => {
    const tool = spawnSync("pdftoppm", ["-v"]);
    const file = join(home, "report.pdf");
    const made = await write({ file, sections: ["equity", "drawdowns", "members", "correlation"] }).catch(
      (error: Error) => error,
    );
    if (made instanceof Error) {
      expect(made.message).toMatch(/A PDF needs/);
      return context.skip("no Chrome, Chromium or Edge is installed");
    }
    expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
    if (tool.error) return context.skip("pdftoppm is not installed");
    execFileSync("pdftoppm", ["-r", "40", "-gray", file, join(home, "page")]);
    const pages = (await readdir(home)).filter((name) => /^page.*\.pgm$/.test(name));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      const pixels = readFileSync(join(home, page)).subarray(-331 * 467);
      const dark = pixels.filter((value) => value < 128).length / pixels.length;
      expect(dark).toBeGreaterThan(0);
      expect(dark).toBeLessThan(0.25);
    }
  });
});

describe("report.write of hostile names", () => {
  it("shows every one letter for letter", async () => {
    const home = await temporaryHome();
    const service = await serviceFor(home);
    onTestFinished(() => service.close());
    const names = hostileNames.filter((name) => !name.includes("\u001b"));
    const rows = Array.from({ length: 40 }, (_, row) => {
      const date = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
      return [date, ...names.map((_, column) => String(Math.sin(row * (column + 2)) * 100 + 5))].join(",");
    });
    const file = join(home, "hostile.csv");
    writeFileSync(file, `${["Date", ...names].map(csvField).join(",")}\n${rows.join("\n")}\n`);
    await service.call(datasetImport, { files: [file], dataset: "hostile" });
    // As the import has them: blanks at the ends and twins are not kept.
    const { strategies } = await service.call(strategyMetrics, { dataset: "hostile", metrics: ["roi"] });
    expect(strategies.length).toBeGreaterThan(20);
    const made = await service.call(reportWrite, {
      dataset: "hostile",
      subject: { kind: "members", name: "</title><script>alert(1)</script>", members: strategies },
      title: "</style><script>alert(1)</script>",
      notes: "<img src=x onerror=alert(1)>",
      file: join(home, "report.html"),
    });
    const html = await readFile(made.file, "utf8");
    expect(html).not.toMatch(/<script|<img|<iframe|<form|<base |<link|<meta http-equiv=refresh/i);
    const text = textOf(html);
    for (const name of strategies) expect(text).toContain(name);
  });
});

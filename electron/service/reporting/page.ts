import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { terms } from "../../contract/help/terms.ts";
import { type ReportSection, reportSection, reportSections } from "../../contract/methods/report.ts";
import { metricFormula, metricName, metricTable } from "../../contract/metrics.ts";
import { Problem } from "../../contract/problem.ts";
import { diskProblem } from "../disk/durable.ts";
import type { ReportFacts } from "./gather.ts";
import { join, Markup, markup } from "./markup.ts";
import { pageStyle } from "./page-style.ts";
import { cover } from "./sections/cover.ts";
import { correlation, members, regimes } from "./sections/members.ts";
import { calendar, distribution, drawdowns, equity, figures } from "./sections/performance.ts";
import { search, verdict } from "./sections/search.ts";
import { sizes } from "./sections/sizes.ts";
import { capital } from "./words.ts";

const parts: Readonly<Record<ReportSection, (known: ReportFacts) => Markup | null>> = {
  verdict,
  figures,
  equity,
  drawdowns,
  calendar,
  distribution,
  members,
  sizes,
  correlation,
  regimes,
  search,
  definitions,
};

/** Every metric with the formula that was computed, and every word that a reader may not know. */
function definitions({ series }: ReportFacts): Markup {
  const { profile } = series.basis;
  const metrics = metricName.options.map(
    (name) => markup`<div><dt>${metricTable[name].title}</dt><dd>${metricFormula(name, profile)}</dd></div>`,
  );
  const words = terms.map(
    ({ subject, terms: ofSubject }) =>
      markup`<h3>${subject}</h3><dl class="terms">${ofSubject.map(({ name, meaning }) => markup`<div><dt>${name.length > 1 ? capital(name) : name}</dt><dd>${meaning}</dd></div>`)}</dl>`,
  );
  return markup`${words}<h3>Metrics, profile ${profile}</h3>
<p class="note">x = P&amp;L of a row, n = rows with a value, A = rows a year, W and L = mean win and mean |loss|, D = drawdown = peak − equity.</p>
<dl class="terms">${metrics}</dl>`;
}

/** What the page may do when it is opened: show itself. Nothing is loaded, nothing is run. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** Members that find room under another section; more begin on a page of their own, which holds about 40. */
const fitsBelow = 10;

/** The report as one HTML file, and which parts are in it: those that were asked for and that there is something for. */
export async function reportPage(
  known: ReportFacts,
  wanted: readonly ReportSection[] | undefined,
  logo: string | undefined,
): Promise<{ readonly html: string; readonly sections: ReportSection[] }> {
  const sections: ReportSection[] = [];
  const drawn: Markup[] = [];
  for (const name of reportSection.options) {
    if (wanted && !wanted.includes(name)) continue;
    const content = parts[name](known);
    if (!content) continue;
    sections.push(name);
    const place = name === "members" && (known.members?.members.length ?? 0) > fitsBelow ? "new-page" : "";
    drawn.push(
      markup`<section id="${name}" class="${place}"><h2>${reportSections[name]}</h2>${content}</section>`,
    );
  }
  const style = new Markup(pageStyle(known.title, await fontFaces()));
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><meta name="generator" content="Tessera ${known.product}">
<title>${known.title}</title><style>${style}</style></head>
<body>${cover(known, logo === undefined ? null : await logoPicture(logo))}${join(drawn)}</body></html>
`;
  return { html: page.text, sections };
}

const packages = createRequire(import.meta.url);

/** The letters that a report is likely to have, of one variable font: figures, Latin with its accents, signs of currencies. */
const fontParts = [
  {
    file: "inter-latin-wght-normal.woff2",
    range:
      "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215",
  },
  { file: "inter-latin-ext-wght-normal.woff2", range: "U+0100-02BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0" },
  { file: "inter-greek-wght-normal.woff2", range: "U+0370-03FF" },
] as const;

async function fontFaces(): Promise<string> {
  const faces = fontParts.map(async ({ file, range }) => {
    const font = await readFile(packages.resolve(`@fontsource-variable/inter/files/${file}`));
    return `@font-face { font-family: "Inter Variable"; font-weight: 100 900; src: url(data:font/woff2;base64,${font.toString("base64")}) format("woff2"); unicode-range: ${range}; }`;
  });
  return (await Promise.all(faces)).join("\n");
}

const pictureKinds: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
};
const largestLogo = 4_000_000;

async function logoPicture(file: string): Promise<Markup> {
  const kind = pictureKinds[extname(file).toLowerCase()];
  if (!kind) {
    throw new Problem("bad-input", `${file} is no picture that a report can hold.`, {
      file,
      remedy: "Take a PNG, JPEG, GIF or WebP file.",
    });
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw diskProblem(error, file, "reading");
  });
  if (bytes.length > largestLogo)
    throw new Problem("bad-input", `${file} is larger than 4 MB.`, {
      file,
      remedy: "Take a smaller picture.",
    });
  return markup`<img class="logo" alt="" src="data:${kind};base64,${bytes.toString("base64")}">`;
}

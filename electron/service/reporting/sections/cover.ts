import { formatAnnualisation, formatFigure } from "../../../contract/figures/format.ts";
import { metricMoney, metricText } from "../../../contract/figures/money.ts";
import { type MetricName, metricTable } from "../../../contract/metrics.ts";
import { countOf } from "../../../contract/text.ts";
import { verdictLines } from "../../../contract/verdict-text.ts";
import { viewWords } from "../../../contract/view-text.ts";
import type { ReportFacts } from "../gather.ts";
import { facts, type Markup, markup } from "../markup.ts";
import { capital, period, subjectWords } from "../words.ts";
import { equityPicture } from "./performance.ts";

const headline: readonly MetricName[] = [
  "roi",
  "max_drawdown",
  "ratio",
  "sharpe",
  "win_rate",
  "profit_factor",
  "cvar_95",
];

/** First page: what it is of, the answer, the figures that it is judged by, and what they rest on. */
export function cover(known: ReportFacts, logo: Markup | null): Markup {
  const { subject, series, money, madeAt, title, notes } = known;
  const { expected, verdict } = subject;
  const kind = { dataset: "Dataset", portfolio: "Portfolio", search: "Search" }[subject.kind];
  const figures = headline.map((name) =>
    keyFigure(
      figureTitle(name, expected !== null),
      metricText(name, series.metrics[name] ?? Number.NaN, metricMoney(series.basis, money)),
    ),
  );
  const first = expected
    ? [
        keyFigure(
          "Sharpe ratio to expect",
          yearly(expected.sharpe, expected.annualisation),
          `${yearly(expected.low, expected.annualisation)} to ${yearly(expected.high, expected.annualisation)} a year`,
        ),
      ]
    : [];
  return markup`<section class="cover">
<header class="cover-head"><span>${kind} report</span><span>${madeAt.toISOString().slice(0, 10)}</span></header>
${logo ?? ""}
<h1>${title}</h1>
<p class="lead">${subjectWords(known)}</p>
${verdict ? callout(verdict.verdict, verdictLines(verdict)[0] ?? "") : ""}
<div class="key-figures">${[...first, ...figures]}</div>
${equityPicture(known, 210)}
${
  notes.trim()
    ? markup`<div class="notes"><h2>Notes</h2>${notes
        .trim()
        .split(/\n{2,}/)
        .map((part) => markup`<p>${part}</p>`)}</div>`
    : ""
}
${facts(provenance(known))}
</section>`;
}

/** Beside what is to be expected, what was recorded says so. */
const figureTitle = (name: MetricName, isExpected: boolean): string =>
  name === "sharpe" && isExpected ? "Sharpe ratio, in sample" : metricTable[name].title;

const yearly = (sharpe: number, annualisation: number): string =>
  formatFigure(sharpe * Math.sqrt(annualisation), 1);

function keyFigure(label: string, value: string, note = ""): Markup {
  return markup`<div><span class="label">${label}</span><b>${value}</b><span class="label">${note}</span></div>`;
}

/** The verdict in its colour, which no other thing has. */
export function callout(verdict: string, sentence: string): Markup {
  const tone = { "more than luck": "good", "no better than noise": "bad" }[verdict] ?? "open";
  return markup`<div class="callout ${tone}"><b>${capital(verdict)}</b><p>${sentence}</p></div>`;
}

function provenance(known: ReportFacts): [string, string][] {
  const { manifest, series, subject, rows, allRows, strategies, fingerprint, product, madeAt, money } = known;
  const { basis } = series;
  const words = viewWords(subject.view);
  const left = rows === allRows ? "" : ` ${formatFigure(rows)} of ${formatFigure(allRows)} rows.`;
  const rejects = Object.values(basis.rejects).reduce((sum, count) => sum + count, 0);
  const rowsOfFacts: readonly (readonly [string, string | false])[] = [
    ["Dataset", `${manifest.name}, version ${manifest.version} of ${manifest.createdAt.slice(0, 10)}`],
    ["Source", manifest.source.fileName],
    ["View", `${words.length > 0 ? `${words.join("; ")}.` : "All rows."}${left}`],
    ["Dates", `${period(basis.firstDate, basis.lastDate)}, ${countOf(rows, "row")}`],
    ["Strategies", formatFigure(strategies)],
    [
      "Definitions",
      `Profile ${basis.profile}; ${formatAnnualisation(basis.annualisation)} rows a year${money.unit === "" ? "" : `; money in ${money.unit}`}${basis.capital > 0 ? `, capital ${formatFigure(basis.capital)}` : ""}`,
    ],
    [
      "Data quality",
      rejects + basis.missingCells > 0 &&
        `${countOf(rejects, "cell")} not taken as written, ${countOf(basis.missingCells, "missing cell")}`,
    ],
    ["Fingerprint", `${fingerprint} (SHA-256 of names, dates and cells)`],
    ["Source's checksum", manifest.source.sha256],
    ["Made", `${madeAt.toISOString().slice(0, 16).replace("T", " ")} UTC by Tessera ${product}`],
  ];
  return rowsOfFacts.filter((row): row is [string, string] => row[1] !== false);
}

import { type FoundBy, foundByTable } from "../../../contract/algorithms.ts";
import { formatFigure } from "../../../contract/figures/format.ts";
import { formatMoney, inUnit } from "../../../contract/figures/money.ts";
import { objectiveTable } from "../../../contract/objectives.ts";
import type { SearchConstraints, SearchRequest } from "../../../contract/search.ts";
import type { SearchCapsule } from "../../../contract/search-result.ts";
import { countOf } from "../../../contract/text.ts";
import type { OutOfSample } from "../../../contract/verdict.ts";
import { effortWords, universeLines, verdictLines } from "../../../contract/verdict-text.ts";
import type { ReportFacts } from "../gather.ts";
import { facts, type Markup, markup, table } from "../markup.ts";
import { callout } from "./cover.ts";

/** The verdict with all that it rests on, and what other ways to choose would have earned. */
export function verdict({ subject, universe, money }: ReportFacts): Markup | null {
  if (universe) return markup`${universeLines(universe).map((line) => markup`<p>${line}</p>`)}`;
  const { verdict: luck, expected } = subject;
  if (!luck) {
    return expected
      ? markup`<p>${expected.sentence}</p>`
      : markup`<p>Nobody asked whether this portfolio is more than luck: it was put together by hand, or changed since a search found it.</p>`;
  }
  const [first = "", ...others] = verdictLines(luck);
  const race =
    luck.race.length > 1
      ? markup`<h3>Earned out of sample, by the way to choose</h3>${table<(typeof luck.race)[number]>(
          [
            { title: "Way to choose", cell: ({ title, won }) => (won ? markup`<b>${title}</b>` : title) },
            { title: "Sharpe ratio a row", figure: true, cell: ({ sharpe }) => sharpe.toFixed(2) },
            { title: "90 % interval", figure: true, cell: interval },
            { title: inUnit("P&L", money.unit), figure: true, cell: ({ roi }) => formatMoney(roi, money) },
            { title: "Max DD", figure: true, cell: (one) => formatMoney(one.max_drawdown, money) },
          ],
          luck.race,
        )}`
      : "";
  return markup`${callout(luck.verdict, first)}
${others.map((line) => markup`<p>${line}</p>`)}
${expected ? markup`<h3>What to expect</h3><p>${expected.sentence}</p>` : ""}
${race}`;
}

const interval = ({ low, high }: OutOfSample): string => `${low.toFixed(2)} to ${high.toFixed(2)}`;

/** What was asked for, so that the search can be run again. */
export function search({ subject }: ReportFacts): Markup | null {
  const { capsule, verdict: luck, foundBy } = subject;
  const way = foundBy ? foundByTable[foundBy as FoundBy].title : null;
  if (!capsule) return way ? facts([["Found by", way]]) : null;
  const { request } = capsule;
  const rows: (readonly [string, string])[] = [
    ["Objective", objectiveWords(request)],
    ["Sizes", sizeWords(request)],
    ["Found by", way ?? "–"],
    ["Algorithms", (request.algorithms ?? []).map((name) => foundByTable[name].title).join(", ") || "–"],
    ["Seed", request.seed === undefined ? "–" : String(request.seed)],
    ["Constraints", constraintLines(request.constraints).join("; ") || "None."],
    ["Effort", luck ? effortWords(luck.effort) : "–"],
    ["Run", `${capsule.createdAt.slice(0, 10)} by Tessera ${capsule.product} on ${capsule.backend}`],
    ["Fingerprint", `${capsule.dataset.fingerprint} (of the table that was searched)`],
    ["Repeatable", repeatable(capsule)],
  ];
  return facts(rows);
}

const repeatable = ({ reproducible }: SearchCapsule): string =>
  reproducible ? "Yes: the same seed gives the same portfolio." : "No: a run was ended by the clock.";

function objectiveWords({ objective, slack }: SearchRequest): string {
  if (!objective) return "–";
  const { title, about } = objectiveTable[objective];
  return `${title}${objective === "believable" && slack !== undefined ? `, slack ${slack}` : ""}: ${about}.`;
}

const sizeWords = ({ minSize, maxSize }: SearchRequest): string =>
  minSize === maxSize ? String(minSize ?? "–") : `${minSize} to ${maxSize}`;

/** What a portfolio had to satisfy, in words. Names are listed up to a number that fits. */
export function constraintLines(constraints: SearchConstraints): string[] {
  const { candidates, include, exclude, excludeConstant, maxPairCorrelation, maxDrawdown, groupings } =
    constraints;
  const lines = [
    candidates && `chosen among ${names(candidates)}`,
    include.length > 0 && `with ${names(include)}`,
    exclude.length > 0 && `without ${names(exclude)}`,
    excludeConstant && "no constant strategy",
    maxPairCorrelation !== undefined && `no pair correlates over ${maxPairCorrelation}`,
    maxDrawdown !== undefined && `drawdown of at most ${formatFigure(maxDrawdown)}`,
    ...groupings.map(({ by, each, groups, balance }) =>
      [
        `by ${by}`,
        boundWords(each) && `${boundWords(each)} of each`,
        ...Object.entries(groups).map(([name, bounds]) => `${boundWords(bounds) || "any number"} of ${name}`),
        balance && "balanced",
      ]
        .filter(Boolean)
        .join(", "),
    ),
  ];
  return lines.filter((line): line is string => typeof line === "string" && line !== "");
}

const mostNames = 12;

function names(list: readonly string[]): string {
  const more = list.length > mostNames ? ` and ${countOf(list.length - mostNames, "other")}` : "";
  return `${list.slice(0, mostNames).join(", ")}${more}`;
}

function boundWords({ min, max, maxShare }: SearchConstraints["groupings"][number]["each"]): string {
  return [
    min !== undefined && `at least ${min}`,
    max !== undefined && `at most ${max}`,
    maxShare !== undefined && `at most ${formatFigure(maxShare * 100)} %`,
  ]
    .filter(Boolean)
    .join(", ");
}

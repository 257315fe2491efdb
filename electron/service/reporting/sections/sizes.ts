import { formatFigure } from "../../../contract/figures/format.ts";
import { formatMoney, inUnit, type Money } from "../../../contract/figures/money.ts";
import { sizingFormTable } from "../../../contract/kelly.ts";
import type { ReportFacts } from "../gather.ts";
import { join, type Markup, markup, table } from "../markup.ts";
import { percent } from "../words.ts";

type Sizes = NonNullable<ReportFacts["sizes"]>;

/** How large the portfolio may be made, and what to put on each member. */
export function sizes({ sizes: made, money }: ReportFacts): Markup | null {
  if (!made) return null;
  const sentences = made.sentences.map((sentence) =>
    sentence.startsWith("Ruin") ? markup`<p class="ruin">${sentence}</p>` : markup`<p>${sentence}</p>`,
  );
  return markup`<div class="whole-part">${join(sentences)}
${formsTable(made, money)}</div>
<div><h3>Sizes of the members: ${sizingFormTable[made.form].title}</h3>
${sizesTable(made, money)}
<p class="note">Of ${formatMoney(made.capital, money)} capital. Fraction: at risk in a mean loss, before lots. Size: times the recorded position. Share of risk: of the variance, Ledoit-Wolf covariance.</p></div>`;
}

function formsTable({ forms, form: chosen, limit }: Sizes, money: Money): Markup {
  return table<Sizes["forms"][number]>(
    [
      {
        title: "Form",
        cell: ({ form }) =>
          form === chosen ? markup`<b>${sizingFormTable[form].title}</b>` : sizingFormTable[form].title,
      },
      { title: "At risk", figure: true, cell: ({ atRisk }) => percent(atRisk) },
      {
        title: inUnit("Worst row", money.unit),
        figure: true,
        cell: ({ worstRow }) => formatMoney(worstRow, money),
      },
      {
        title: "Growth a row",
        figure: true,
        cell: ({ growth, ruin }) => (ruin ? markup`<span class="ruin">ruin</span>` : percent(growth, 3)),
      },
      { title: `Falls ${percent(limit.drawdown)}`, figure: true, cell: ({ chance }) => percent(chance) },
    ],
    forms,
  );
}

function sizesTable(made: Sizes, money: Money): Markup {
  const amount = (values: Float64Array) => (row: number) => formatMoney(values[row] ?? Number.NaN, money);
  const hasLots = made.lots.some((lots) => !Number.isNaN(lots));
  return table<number>(
    [
      { title: "Strategy", cell: (row) => made.members[row] ?? "" },
      { title: "Fraction", figure: true, cell: (row) => percent(made.fraction[row] ?? Number.NaN, 2) },
      { title: inUnit("Capital", money.unit), figure: true, cell: amount(made.allotted) },
      { title: "Size", figure: true, cell: (row) => formatFigure(made.size[row] ?? Number.NaN, 3) },
      ...(hasLots
        ? [{ title: "Lots", figure: true as const, cell: (row: number) => formatFigure(made.lots[row] ?? 0) }]
        : []),
      { title: "At risk", figure: true, cell: amount(made.atRisk) },
      { title: "Worst row", figure: true, cell: amount(made.worst) },
      { title: "Share of risk", figure: true, cell: (row) => percent(made.riskShare[row] ?? Number.NaN) },
    ],
    Array.from(made.members.keys()),
  );
}

import { metricFormula, metricName, metricTable } from "../../../contract/metrics.ts";
import { terms } from "../../../contract/terms.ts";
import type { ReportFacts } from "../gather.ts";
import { type Markup, markup } from "../markup.ts";
import { capital } from "../words.ts";

/** Every metric with the formula that was computed, and every word that a reader may not know. */
export function definitions({ series }: ReportFacts): Markup {
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

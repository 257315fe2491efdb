import type { ReactNode } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { DatasetSummary } from "../../electron/contract/methods/dataset.ts";
import { Bytes } from "../ui/figures.tsx";
import { asSentence, formatMoment } from "../ui/text.ts";
import "../ui/facts.css";

const missing: Readonly<Record<DatasetSummary["missing"], string>> = {
  zero: "counted as 0",
  keep: "left missing",
  refuse: "refused",
};

/** What a dataset is, where it came from, and what was noticed about it. */
export function DatasetFacts({ dataset }: { dataset: DatasetSummary }) {
  const facts: readonly [string, ReactNode][] = [
    ["Strategies", formatFigure(dataset.strategies)],
    ["Rows", formatFigure(dataset.observations)],
    ["Span", `${dataset.firstDate} to ${dataset.lastDate}`],
    [
      "On disk",
      <span key="bytes">
        <Bytes value={dataset.bytes} />, {dataset.compression}
      </span>,
    ],
    [
      "Source",
      <span key="source">
        {dataset.source.fileName}, <Bytes value={dataset.source.bytes} />
      </span>,
    ],
    [
      "SHA-256",
      <span key="sha" className="mono" title={dataset.source.sha256}>
        {dataset.source.sha256.slice(0, 24)}…
      </span>,
    ],
    ["P&L in", dataset.money || "not said"],
    ["Mapping", dataset.mapping],
    ["Unreadable cells", missing[dataset.missing]],
    ["Missing cells", formatFigure(dataset.missingCells)],
    ["Version", `${dataset.version} by ${dataset.action}, ${formatMoment(dataset.createdAt)}`],
  ];
  // An append notices what the import before it noticed.
  const findings = [...new Map(dataset.findings.map((one) => [`${one.kind} ${one.message}`, one]))];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="truncate">{value}</dd>
          </div>
        ))}
      </dl>
      {dataset.findings.length > 0 && (
        <section className="findings" aria-label="Noticed">
          <h3>Noticed</h3>
          <ul>
            {findings.map(([key, finding]) => (
              <li key={key}>
                {asSentence(finding.message)}
                {finding.examples.length > 0 && (
                  <div className="faint truncate" title={finding.examples.join(", ")}>
                    {finding.examples.join(", ")}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

import { asWords } from "./text.ts";
import { keptView, type KeptView as View } from "./view.ts";

/** A part of a view in words, and the fields of the request that make it. */
export interface ViewPart {
  readonly text: string;
  readonly fields: readonly (keyof View)[];
}

const rowWords = (rows: NonNullable<View["rows"]>): string =>
  ({
    observations: "",
    days: "A row is a day",
    zone: rows.kind === "zone" ? `${rows.zone} alone` : "",
    "weighted-zones": "Zones weighted into days",
  })[rows.kind];

/**
 * What a view (or the request of an analysis) leaves out of a dataset or changes in it, a few words each; empty for the dataset
 * as it is.
 */
export function viewParts(request: unknown): ViewPart[] {
  const view = keptView.safeParse(request).data ?? {};
  const { from, to, regimes, minConfidence, confidenceWeighted, transition, rows, ulta } = view;
  const dates = from && to ? `${from} to ${to}` : from ? `From ${from}` : to ? `Until ${to}` : "";
  const parts: ViewPart[] = [
    { text: dates, fields: ["from", "to"] },
    {
      text: regimes?.length ? regimes.map(asWords).join(", ") : "",
      fields: ["regimes"],
    },
    {
      text: minConfidence !== undefined && minConfidence > 0 ? `Confidence from ${minConfidence} %` : "",
      fields: ["minConfidence"],
    },
    { text: confidenceWeighted ? "Weighted by confidence" : "", fields: ["confidenceWeighted"] },
    {
      text: transition && transition.factor !== 1 ? `In transition × ${transition.factor}` : "",
      fields: ["transition"],
    },
    { text: rows ? rowWords(rows) : "", fields: ["rows"] },
    { text: ulta && ulta.kind !== "off" ? "Losing strategies turned (ULTA)" : "", fields: ["ulta"] },
    { text: view.excludeConstant ? "Without constant strategies" : "", fields: ["excludeConstant"] },
  ];
  return parts.filter(({ text }) => text !== "");
}

/** The same, for where it is only told. */
export const viewWords = (request: unknown): string[] => viewParts(request).map(({ text }) => text);

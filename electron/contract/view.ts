import { z } from "zod";
import { datasetName } from "./places.ts";

/**
 * When ULTA turns the sign of a strategy: never; when its total is below 0 (the replaced system's rule); or when also
 * at least `minNegativeRows` rows and the share `negativeShare` of all rows are below 0 (the later rule).
 */
export const inversionRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("off") }),
  z.object({ kind: z.literal("sum") }),
  z.object({
    kind: z.literal("majority"),
    minNegativeRows: z.number().int().nonnegative().default(10),
    negativeShare: z.number().min(0).max(1).default(0.6),
  }),
]);
export type InversionRule = z.infer<typeof inversionRule>;

const isoDate = z.iso.date();

/** Weights of intraday zones by name; zones that are not named weigh 1. Normalised to sum 1 before use. */
export const zoneWeights = z.record(z.string(), z.number().nonnegative());

/**
 * Which part of a dataset an analysis works on; regimes, confidence, transition and weights of zones that are left out are the
 * settings'. Steps in this order: dates, regimes and confidence, weights by
 * confidence and transition, zones or days, ULTA, constant strategies. What is left out takes part as it is.
 */
export const viewRequest = z.object({
  dataset: datasetName(),
  version: z.number().int().positive().optional(),
  /** Inclusive ISO dates. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** Only observations of these market regimes; none named = all. */
  regimes: z.array(z.string()).optional(),
  /** Percent, 0..100: only observations with at least this regime confidence; 0 = all. */
  minConfidence: z.number().min(0).max(100).optional(),
  /** Multiplies the P&L of each observation by its regime confidence as a fraction; one without confidence stays. */
  confidenceWeighted: z.boolean().optional(),
  /** Multiplies the P&L of each observation whose transition threshold is over `above` by `factor`; 1 changes none. */
  transition: z
    .object({
      above: z.number().min(0).max(1).default(0.5),
      factor: z.number().min(0).max(1).default(0.5),
    })
    .optional(),
  /**
   * What a row is: an observation as stored; a day (its observations summed); one zone's observations; or a day as the
   * weighted sum of its zones, with correlations taken from the (date, zone) rows.
   */
  rows: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("observations") }),
      z.object({ kind: z.literal("days") }),
      z.object({ kind: z.literal("zone"), zone: z.string() }),
      z.object({ kind: z.literal("weighted-zones"), weights: zoneWeights.default({}) }),
    ])
    .default({ kind: "observations" }),
  /** Absent = the setting analysis.ulta. */
  ulta: inversionRule.optional(),
  /**
   * Leaves out strategies whose values are all equal over the rows of the view: they have no risk, so that a search
   * may fill up with them. Absent = they stay; searches outside the legacy profile leave them out unless told otherwise.
   */
  excludeConstant: z.boolean().optional(),
  /** Takes what the request does not say from the view that is kept of the dataset, then from the settings. */
  keptView: z.boolean().optional(),
  /** Leaves the first strategy out of ULTA, as the replaced system did with `Date,Day` files. */
  ultaSkipsFirst: z.boolean().default(false),
});
export type ViewRequest = z.infer<typeof viewRequest>;

/** What is kept of a dataset as the view that its user chose. What it does not say is left to the settings. */
export const keptView = viewRequest.omit({ dataset: true, version: true, keptView: true }).partial();
export type KeptView = z.infer<typeof keptView>;

/** Settings that say what of a view; "section.key" of each. */
const settingsOfParts = {
  regimes: "regimes.only",
  minConfidence: "regimes.min_confidence",
  confidenceWeighted: "regimes.confidence_weighted",
  above: "regimes.transition_above",
  factor: "regimes.transition_factor",
} as const;

/** What the settings say of every view, from their texts: only what is not off. */
export function viewOfSettings(
  textOf: (key: (typeof settingsOfParts)[keyof typeof settingsOfParts]) => string,
): Pick<KeptView, "regimes" | "minConfidence" | "confidenceWeighted" | "transition"> {
  const only = textOf(settingsOfParts.regimes);
  const minConfidence = Number(textOf(settingsOfParts.minConfidence));
  const factor = Number(textOf(settingsOfParts.factor));
  return {
    ...(only === "" ? {} : { regimes: only.split(",").map((name) => name.trim()) }),
    ...(minConfidence > 0 ? { minConfidence } : {}),
    ...(textOf(settingsOfParts.confidenceWeighted) === "true" ? { confidenceWeighted: true } : {}),
    ...(factor < 1 ? { transition: { above: Number(textOf(settingsOfParts.above)), factor } } : {}),
  };
}

/** What takes a part of a view out, whatever the settings say. */
export const viewPartsOff: Required<ReturnType<typeof viewOfSettings>> = {
  regimes: [],
  minConfidence: 0,
  confidenceWeighted: false,
  transition: { above: 1, factor: 1 },
};

/** What settings can say of a view, as text by key; null takes a key out. */
export function settingsOfView(view: KeptView): Record<string, string | null> {
  const { regimes, minConfidence, confidenceWeighted, transition, rows, ulta } = view;
  const pairs = rows?.kind === "weighted-zones" ? Object.entries(rows.weights) : [];
  return {
    [settingsOfParts.regimes]: regimes && regimes.length > 0 ? regimes.join(", ") : null,
    [settingsOfParts.minConfidence]: minConfidence ? String(minConfidence) : null,
    [settingsOfParts.confidenceWeighted]: confidenceWeighted ? "true" : null,
    [settingsOfParts.above]: transition ? String(transition.above) : null,
    [settingsOfParts.factor]: transition ? String(transition.factor) : null,
    "zones.weights": pairs.length > 0 ? pairs.map(([name, weight]) => `${name}=${weight}`).join(", ") : null,
    "analysis.ulta": ulta?.kind === "sum" ? "true" : null,
  };
}

const time = z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/, "must be a time of day, HH:MM");

/**
 * Intraday zones by time of day. equal: `count` zones of one length between open and close; freeform: inner boundaries
 * between open and close; custom: named windows, which may leave gaps. A window holds its start, not its end; what lies
 * outside every zone is "Outside Market".
 */
export const zoneWindows = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("equal"),
    open: time.default("09:15"),
    close: time.default("15:30"),
    count: z.number().int().min(1).max(96).default(4),
  }),
  z.object({
    kind: z.literal("freeform"),
    open: time.default("09:15"),
    close: time.default("15:30"),
    boundaries: z.array(time).min(1),
  }),
  z.object({
    kind: z.literal("custom"),
    windows: z.array(z.object({ name: z.string().min(1), start: time, end: time })).min(1),
  }),
]);
export type ZoneWindows = z.infer<typeof zoneWindows>;

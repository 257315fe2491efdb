/**
 * What a request leaves out of its view: from the view that is kept of the dataset if it asks for that, then from the settings.
 */
import { z } from "zod";
import { type KeptView, type ViewRequest, viewOfSettings } from "../../contract/view.ts";
import { type Settings, settingText } from "../settings/settings.ts";
import { readView } from "./kept-views.ts";

/** A checked request with nothing of its view left to others. Requests that have no view come back as they are. */
export async function fillView(
  schema: z.ZodType,
  request: unknown,
  { home, settings }: { readonly home: string; readonly settings: Settings },
): Promise<unknown> {
  if (!(schema instanceof z.ZodObject) || !("minConfidence" in schema.shape)) return request;
  const { keptView: asksForKept, ...asked } = request as ViewRequest;
  const kept: KeptView = asksForKept ? ((await readView(home, asked.dataset)) ?? {}) : {};
  const said = { ...kept, ...definedOf(asked), ...rowsOf(asked, kept) };
  return { ...said, ...inForce(said as ViewRequest, settings), ...zoneWeightsOf(said, settings) };
}

/** Rows as stored are what a request has that says nothing of rows. */
function rowsOf({ rows }: ViewRequest, kept: KeptView): Pick<KeptView, "rows"> {
  const saysNothing = rows === undefined || rows.kind === "observations";
  return saysNothing && kept.rows ? { rows: kept.rows } : {};
}

function definedOf<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
}

/** The parts that settings can say: as the request has them, else as the settings do; what is off is left out. */
function inForce(said: ViewRequest, settings: Settings): Partial<ViewRequest> {
  const { regimes, minConfidence, confidenceWeighted, transition } = {
    ...viewOfSettings((key) => settingText(settings, key)),
    ...definedOf(said),
  };
  return {
    regimes: regimes?.length ? regimes : undefined,
    minConfidence: minConfidence || undefined,
    confidenceWeighted: confidenceWeighted || undefined,
    transition: transition?.factor === 1 ? undefined : transition,
  };
}

/** Weights of zones, where the request weights zones and names none. */
function zoneWeightsOf(said: object, settings: Settings): object {
  const { rows, zoneWeights } = said as Pick<ViewRequest, "rows"> & { zoneWeights?: Record<string, number> };
  const weights = { ...settings.get("zones.weights") };
  if (Object.keys(weights).length === 0) return {};
  const isEmpty = (one: object | undefined) => one !== undefined && Object.keys(one).length === 0;
  return {
    ...(rows?.kind === "weighted-zones" && isEmpty(rows.weights) ? { rows: { ...rows, weights } } : {}),
    ...(isEmpty(zoneWeights) ? { zoneWeights: weights } : {}),
  };
}

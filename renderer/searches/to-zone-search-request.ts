import type { InputOf } from "../../electron/contract/method.ts";
import type { zoneSearch } from "../../electron/contract/methods/zone.ts";
import type { useView } from "../state/view.ts";
import type { SearchForm } from "./search-form.ts";
import { toSearchRequest } from "./to-search-request.ts";

/** The request of a form for a portfolio of every zone. The view says how much each zone weighs. */
export function toZoneSearchRequest(
  form: SearchForm,
  view: NonNullable<ReturnType<typeof useView>>,
): InputOf<typeof zoneSearch> {
  const { rows, ...request } = toSearchRequest(form, view);
  const [from, to] = [form.zoneMinSize ?? form.minSize, form.zoneMaxSize ?? form.maxSize];
  return {
    ...request,
    ...(rows?.kind === "weighted-zones" ? { zoneWeights: rows.weights ?? {} } : {}),
    zoneMinSize: Math.min(from, to),
    zoneMaxSize: Math.max(from, to),
    overallAlgorithms: form.overallAlgorithms,
  };
}

import type { datasetStrategies } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";

/** dataset.strategies */
export const strategies: Handler<typeof datasetStrategies> = async (request, { datasets }) => {
  const names = await datasets.strategies(request.dataset);
  const search = request.search.toLowerCase();
  const places = names.flatMap((name, place) => (name.toLowerCase().includes(search) ? [place] : []));
  const page = places.slice(request.offset, request.offset + request.limit);
  return {
    total: places.length,
    names: page.map((place) => names[place] ?? ""),
    places: Uint32Array.from(page),
  };
};

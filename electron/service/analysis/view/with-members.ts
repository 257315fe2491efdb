import type { ViewRequest } from "../../../contract/view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { medianDeviation } from "../metrics/objective.ts";
import { keptOrComputed, type PinnedRequest, pinVersion } from "./kept.ts";
import { prefixOf } from "./members.ts";
import type { OpenedView } from "./view-cache.ts";
import { openPanel, viewKey, viewOf, withView } from "./with-view.ts";

/**
 * As withView, for work that looks at the strategies of these names alone: row groups without any of them are not read, where that is
 * half of them or more. The view then holds those strategies (`isPart`), every column as in the whole, `source` counted in the dataset.
 * A view that is open is used as it is, and so is one of which other strategies were asked for before.
 */
export async function withMembers<Result>(
  request: ViewRequest,
  names: readonly string[] | undefined,
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
): Promise<Result> {
  const pinned = await pinVersion(request, context);
  const places = names && (await placesApart(pinned, names, context));
  if (!places) return withView(pinned, context, call, work);
  const view = viewOf(pinned, context);
  const key = viewKey(view);
  const part = JSON.stringify([...places]);
  if (!context.views.isOnlyPart(key, part)) return withView(pinned, context, call, work);
  call.signal.throwIfAborted();
  return context.views.use(`${key} ${part}`, () => openPart(view, places, context), work);
}

async function openPart(
  view: ViewRequest,
  places: Uint32Array,
  context: Pick<ServiceContext, "datasets" | "engine">,
): Promise<OpenedView> {
  const all = await context.datasets.strategies(view.dataset, view.version);
  const panel = {
    strategies: Array.from(places, (place) => all[place] as string),
    isFirst: places[0] === 0,
    cellsOfWhole: (await context.datasets.manifest(view.dataset, view.version)).observations * all.length,
  };
  const { view: built, session } = await openPanel(view, panel, context);
  const source = built.source.map((place) => places[place] as number);
  return { view: { ...built, source, isPart: true }, session };
}

/**
 * Places in the dataset, ascending, of all that the names may mean (findMembers decides); undefined where the whole is to be read: most
 * row groups hold one of them, none is there, or what the view leaves out is a question of all strategies.
 */
async function placesApart(
  request: PinnedRequest,
  names: readonly string[],
  { datasets }: Pick<ServiceContext, "datasets">,
): Promise<Uint32Array | undefined> {
  const manifest = await datasets.manifest(request.dataset, request.version);
  const { rowGroupStrategies } = manifest.storage;
  if (request.excludeConstant || manifest.strategies <= rowGroupStrategies) return undefined;
  const wanted = meanings(names, manifest);
  const all = await datasets.strategies(request.dataset, request.version);
  const places = Uint32Array.from(all.flatMap((name, place) => (wanted.has(name) ? [place] : [])));
  const groups = new Set(places.map((place) => Math.floor(place / rowGroupStrategies)));
  const isApart = places.length > 0 && 2 * groups.size <= Math.ceil(all.length / rowGroupStrategies);
  return isApart ? places : undefined;
}

/** Names in the dataset that each name may stand for: with the file's prefix, and as ULTA calls an inverted strategy. */
function meanings(names: readonly string[], manifest: Pick<Manifest, "source">): ReadonlySet<string> {
  const prefix = prefixOf(manifest);
  const plain = names.flatMap((name) =>
    name.startsWith(prefix) ? [name, name.slice(prefix.length)] : [name],
  );
  return new Set(plain.flatMap((name) => (name.endsWith("_inv") ? [name, name.slice(0, -4)] : [name])));
}

/** Median over all strategies of a view of their standard deviation, whatever part of it is open. Currency. */
export async function deviationOfWhole(
  request: ViewRequest,
  { view, session }: OpenedView,
  context: ServiceContext,
  call: CallContext,
): Promise<number> {
  if (!view.isPart) return medianDeviation(session);
  const pinned = await pinVersion(request, context);
  const { median } = await keptOrComputed("deviation", pinned, {}, context, () =>
    withView(pinned, context, call, async (whole) => ({ median: await medianDeviation(whole.session) })),
  );
  return median;
}

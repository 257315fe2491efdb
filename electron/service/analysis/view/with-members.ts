import type { ViewRequest } from "../../../contract/view.ts";
import { amongNames } from "../../among-names.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { medianDeviation } from "../metrics/objective.ts";
import { keptOrComputed, pinVersion } from "./kept.ts";
import { prefixOf } from "./members.ts";
import { fitsAsPart, type Panel } from "./table-memory.ts";
import type { OpenedView } from "./view-cache.ts";
import { metricsViewKey, openPanel, viewOf, withView } from "./with-view.ts";

/**
 * As withView, for work that looks at the strategies of these names alone: row groups without any of them are not read, where
 * that is half of them or more. The view then holds those strategies (`isPart`), every column as in the whole, `source` counted
 * in the dataset. A view that is open is used as it is, and so is one of which other strategies were asked for before.
 */
export async function withMembers<Result>(
  request: ViewRequest,
  names: readonly string[] | undefined,
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
): Promise<Result> {
  const manifest = await context.datasets.manifest(request.dataset, request.version);
  const pinned = { ...request, version: manifest.version };
  const view = viewOf(pinned, context);
  const key = metricsViewKey(view, context);
  // Who edits a portfolio in the window asks often: what is open answers before names are looked at.
  const part = names && !context.views.holds(key) ? await partOf(view, names, manifest, context) : undefined;
  const asked = part && JSON.stringify([...part.places]);
  const isWanted =
    asked &&
    // Of a table that does not fit, as many parts as are asked for.
    (context.views.isOnlyPart(key, asked) || (await fitsAsPart(view, part.places.length, context)));
  if (!part || !isWanted) return withView(pinned, context, call, work);
  return context.views.use(
    `${key} ${asked}`,
    call,
    (opening) => openPart(view, part, context, opening),
    work,
  );
}

async function openPart(
  view: ViewRequest,
  part: Panel,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call: CallContext,
): Promise<OpenedView> {
  const { view: built, session } = await openPanel(view, part, context, call);
  const source = built.source.map((place) => part.places[place] as number);
  return { view: { ...built, source, isPart: true }, session };
}

/**
 * All that the names may mean (findMembers decides); undefined where the whole is to be read: most row groups hold one of them,
 * none is there, or what the view leaves out is a question of all strategies.
 */
async function partOf(
  view: ViewRequest,
  names: readonly string[],
  manifest: Manifest,
  context: Pick<ServiceContext, "datasets" | "settings">,
): Promise<Panel | undefined> {
  const { rowGroupStrategies } = manifest.storage;
  if (view.excludeConstant || manifest.strategies <= rowGroupStrategies) return undefined;
  const isWanted = amongNames(meanings(names, manifest));
  const all = await context.datasets.strategies(manifest.name, manifest.version);
  const found: number[] = [];
  // A list for each of a million names would keep others waiting.
  for (let place = 0; place < all.length; place++) if (isWanted(all[place] as string)) found.push(place);
  const places = Uint32Array.from(found);
  const groups = new Set(places.map((place) => Math.floor(place / rowGroupStrategies)));
  if (places.length === 0) return undefined;
  const isApart = 2 * groups.size <= Math.ceil(all.length / rowGroupStrategies);
  if (!isApart && !(await fitsAsPart(view, places.length, context))) return undefined;
  return {
    places,
    strategies: Array.from(places, (place) => all[place] as string),
    isFirst: places[0] === 0,
    cellsOfWhole: manifest.observations * all.length,
  };
}

/** Names in the dataset that each name may stand for: with the file's prefix, and as ULTA calls an inverted strategy. */
function meanings(names: readonly string[], manifest: Pick<Manifest, "source">): ReadonlySet<string> {
  const prefix = prefixOf(manifest);
  const plain = names.flatMap((name) =>
    name.startsWith(prefix) ? [name, name.slice(prefix.length)] : [name],
  );
  return new Set(plain.flatMap((name) => (name.endsWith("_inv") ? [name, name.slice(0, -4)] : [name])));
}

/**
 * What only all strategies of a view tell, whatever part of it is open: of the whole where that is open; else as it was kept
 * with the version, or, the first time, all is read and the answer is kept. `options` are what it depends on beside the view.
 */
export async function ofWhole<Value extends object>(
  kind: "believed" | "deviation" | "weights",
  request: ViewRequest,
  opened: OpenedView,
  options: object,
  context: ServiceContext,
  call: CallContext,
  compute: (whole: OpenedView) => Promise<Value>,
): Promise<Value> {
  if (!opened.view.isPart) return compute(opened);
  const pinned = await pinVersion(request, context);
  const { kept, ...value } = await keptOrComputed(kind, pinned, options, context, () =>
    withView(pinned, context, call, compute),
  );
  return value as unknown as Value;
}

/** Median over all strategies of a view of their standard deviation. Currency. */
export async function deviationOfWhole(
  request: ViewRequest,
  opened: OpenedView,
  context: ServiceContext,
  call: CallContext,
): Promise<number> {
  const { median } = await ofWhole("deviation", request, opened, {}, context, call, async ({ session }) => ({
    median: await medianDeviation(session),
  }));
  return median;
}

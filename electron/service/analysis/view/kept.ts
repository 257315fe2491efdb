import type { PairMethod } from "../../../contract/correlation.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { ServiceContext } from "../../context.ts";
import { nativeStamp } from "../../engine/load-addon.ts";
import { viewOf } from "./with-view.ts";

/** Goes up when the same version of the product comes to another answer than it did. */
const edition = 1;

/** A request whose version is named, so that all its parts are of one. */
export type PinnedRequest = ViewRequest & { readonly version: number; readonly pairMethod?: PairMethod };

/** The request with the version that is in force now where it names none. */
export async function pinVersion<Request extends ViewRequest>(
  request: Request,
  { datasets }: Pick<ServiceContext, "datasets">,
): Promise<Request & { readonly version: number }> {
  return { ...request, version: request.version ?? (await datasets.manifest(request.dataset)).version };
}

/**
 * What is computed of all strategies of a view: as it was kept, else computed and kept. `options` are what it depends on beside
 * the view and the method of correlation. Also part of the key: the manifest with the check sums of every file, the product's
 * version, the build of the native module, the backend that was asked for. `kept` is when it was computed; null: just now.
 */
export async function keptOrComputed<Value extends object>(
  kind:
    | "believed"
    | "deviation"
    | "judged"
    | "map"
    | "order"
    | "places"
    | "structure"
    | "summary"
    | "table"
    | "weights",
  request: PinnedRequest,
  options: object,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings" | "version">,
  compute: () => Promise<Value>,
): Promise<Value & { readonly kept: string | null }> {
  const { datasets, engine } = context;
  const manifest = await datasets.manifest(request.dataset, request.version);
  const { dataset, version, ...view } = viewOf(request, context);
  // A renamed dataset is the same.
  const { name, ...content } = manifest;
  const program = [edition, context.version, engine.wanted, nativeStamp()];
  const key = JSON.stringify([kind, program, content, view, request.pairMethod, options]);
  const { value, at } = await datasets.kept.answer(manifest, kind, key, compute);
  return { ...value, kept: at };
}

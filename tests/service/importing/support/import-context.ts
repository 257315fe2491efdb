import type { z } from "zod";
import type { importOptions } from "../../../../electron/contract/importing.ts";
import type { InputOf, Method, RequestOf, ResultOf } from "../../../../electron/contract/method.ts";
import type { datasetImport } from "../../../../electron/contract/methods/dataset.ts";
import type { CallContext, ServiceContext } from "../../../../electron/service/context.ts";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { storageSettings } from "../../../../electron/service/datasets/store/root.ts";
import type { Handler } from "../../../../electron/service/handler.ts";
import { datasetImportHandler } from "../../../../electron/service/importing/handlers/dataset.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";

export const quietCall: CallContext = { signal: new AbortController().signal, progress() {} };

/** What importing and dataset handlers use of a service: a store, the settings, no engine. */
export function importContext(home: string, overrides: readonly string[] = []): ServiceContext {
  const settings = liveSettings({ file: `${home}/settings.ini`, overrides });
  const datasets = createDatasetStore(home, () => storageSettings(settings));
  // What keeps searches has none to move.
  const searches = { moveDataset: async () => {} };
  return { home, version: "0.0.0", settings, datasets, searches, emit() {} } as unknown as ServiceContext;
}

type Wishes = z.input<typeof importOptions>;

/** dataset.import with everything at its default but `wishes`. */
export function importInto(
  context: ServiceContext,
  dataset: string,
  files: readonly string[],
  wishes: Wishes = {},
  call: CallContext = quietCall,
  replace = false,
): Promise<ResultOf<typeof datasetImport>> {
  return ask(datasetImportHandler, { ...wishes, files: [...files], dataset, replace }, context, call);
}

/** Calls a handler as the service does: with a request that was checked. */
export function ask<M extends Method>(
  registration: { readonly method: M; handle: Handler<M> },
  request: InputOf<M>,
  context: ServiceContext,
  call: CallContext = quietCall,
): Promise<ResultOf<M>> {
  return registration.handle(registration.method.request.parse(request) as RequestOf<M>, context, call);
}

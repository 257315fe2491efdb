import type { TesseraAddon } from "../../electron/service/engine/addon/addon.ts";
import type { BackendDescription, SessionHandle } from "../../electron/service/engine/addon/backend.ts";
import { backendLibraries } from "../../electron/service/engine/choose-backend.ts";
import { loadAddon } from "../../electron/service/engine/load-addon.ts";
import { nativeIds } from "../../electron/service/engine/native-ids.ts";

export interface NativeSession {
  readonly addon: TesseraAddon;
  readonly backend: BackendDescription;
  readonly handle: SessionHandle;
  readonly strategies: number;
  /** One array of all strategies per metric name, or of the chosen ones. */
  metrics<Name extends keyof typeof nativeIds.metric>(
    names: readonly Name[],
    config: MetricSettings,
    chosen?: Uint32Array,
  ): Promise<Record<Name, Float64Array>>;
}

export interface MetricSettings {
  readonly profile: keyof typeof nativeIds.profile;
  readonly annualisation?: number;
  readonly riskFree?: number;
  readonly mar?: number;
  readonly capital?: number;
}

export const newControl = (): Int32Array => new Int32Array(6);

/** A session on the CPU backend, straight through the addon: nothing of the service lies between test and native. */
export async function nativeSession(
  rows: readonly Float64Array[],
  options: { threads?: number; correlationRows?: readonly Float64Array[] } = {},
): Promise<NativeSession> {
  const addon = loadAddon();
  const library = backendLibraries().find(({ name }) => name === "cpu");
  if (!library) throw new Error("the CPU backend is not built");
  const backend = await addon.loadBackend(library.path);
  const handle = await addon.openSession(
    {
      backend: backend.handle,
      device: -1,
      threads: options.threads ?? 0,
      memoryLimitBytes: 0,
      rows,
      ...(options.correlationRows ? { correlationRows: options.correlationRows } : {}),
    },
    newControl(),
  );
  const strategies = rows[0]?.length ?? 0;
  return {
    addon,
    backend,
    handle,
    strategies,
    async metrics(names, config, chosen) {
      const ids = Uint32Array.from(names, (name) => nativeIds.metric[name]);
      const values = await addon.metrics(
        handle,
        ids,
        {
          profile: nativeIds.profile[config.profile],
          annualisation: config.annualisation ?? 252,
          riskFree: config.riskFree ?? 0,
          mar: config.mar ?? 0,
          capital: config.capital ?? 0,
        },
        chosen ?? null,
        newControl(),
      );
      const width = chosen?.length ?? strategies;
      const entries = names.map((name, m) => [name, values.subarray(m * width, (m + 1) * width)]);
      return Object.fromEntries(entries) as Record<(typeof names)[number], Float64Array>;
    },
  };
}

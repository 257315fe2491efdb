import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceEvent } from "../../contract/transport.ts";
import type { ServiceContext } from "../context.ts";
import { jsonNames } from "../disk/json-files.ts";

/** How often is looked; a listing of hundreds of datasets takes milliseconds. */
const usualMs = 3000;

type Watched = Pick<ServiceContext, "datasets" | "emit" | "home">;

/** What of a data root other programs may change, as a text that is another one afterwards, and what is said then. */
const watched: readonly {
  readonly kind: ServiceEvent["kind"];
  readonly now: (context: Watched) => Promise<string>;
}[] = [
  {
    kind: "datasets-changed",
    now: async ({ datasets }) => {
      const { manifests, damaged } = await datasets.list();
      return JSON.stringify([
        manifests.map(({ name, version, createdAt }) => [name, version, createdAt]),
        damaged.map(({ name }) => name),
      ]);
    },
  },
  { kind: "views-changed", now: ({ home }) => filesNow(join(home, "views")) },
  { kind: "portfolios-changed", now: ({ home }) => filesNow(join(home, "portfolios")) },
];

/** The files that keep something, each with when it was written. */
async function filesNow(folder: string): Promise<string> {
  const times = (await jsonNames(folder)).sort().map(async (name) => {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    return [name, facts?.mtimeMs, facts?.size];
  });
  return JSON.stringify(await Promise.all(times));
}

/**
 * Says so when another program made, replaced, renamed or deleted a dataset, or changed the view or a portfolio that is kept of
 * one, until `signal` is aborted: a window that is open must not show what is no longer so.
 */
export function watchOthers(context: Watched, signal: AbortSignal, everyMs = usualMs): void {
  for (const { kind, now } of watched) {
    let known: string | undefined;
    const look = async (): Promise<void> => {
      const text = await now(context);
      if (known !== undefined && known !== text && !signal.aborted) context.emit({ kind });
      known = text;
    };
    // A folder that cannot be read now is looked at again.
    const timer = setInterval(() => void look().catch(() => undefined), everyMs);
    timer.unref();
    signal.addEventListener("abort", () => clearInterval(timer));
    void look().catch(() => undefined);
  }
}

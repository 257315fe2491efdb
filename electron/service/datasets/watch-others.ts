import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { ServiceEvent } from "../../contract/transport.ts";
import type { ServiceContext } from "../context.ts";
import { jsonNames } from "../disk/json-files.ts";
import { portfoliosFolder, searchesFolder, viewsFolder } from "../disk/own-places.ts";

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
  { kind: "views-changed", now: ({ home }) => filesNow(join(home, viewsFolder)) },
  { kind: "portfolios-changed", now: ({ home }) => filesNow(join(home, portfoliosFolder)) },
  { kind: "searches-changed", now: ({ home }) => filesNow(join(home, searchesFolder)) },
];

/** The files that keep something, each with when it was written; one that goes meanwhile is gone. */
async function filesNow(folder: string): Promise<string> {
  const times = (await jsonNames(folder)).sort().map(async (name) => {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    return facts ? [[name, facts.mtimeMs, facts.size]] : [];
  });
  return JSON.stringify((await Promise.all(times)).flat());
}

/**
 * Says so when another program made, replaced, renamed or deleted a dataset, or changed the view, a portfolio or a search that
 * is kept of one, until `signal` is aborted: a window that is open must not show what is no longer so. A look begins when the
 * one before it is over: on a slow disk it may take longer than `everyMs`.
 */
export function watchOthers(context: Watched, signal: AbortSignal, everyMs = usualMs): void {
  for (const { kind, now } of watched) {
    let known: string | undefined;
    const look = async (): Promise<void> => {
      const text = await now(context);
      if (known !== undefined && known !== text && !signal.aborted) context.emit({ kind });
      known = text;
    };
    void again(look, signal, everyMs);
  }
}

async function again(look: () => Promise<void>, signal: AbortSignal, everyMs: number): Promise<void> {
  const isOver = () => signal.aborted;
  while (!isOver()) {
    // A folder that cannot be read now is looked at again.
    await look().catch(() => undefined);
    await setTimeout(everyMs, undefined, { signal, ref: false }).catch(isOver);
  }
}

/**
 * A whole view of a table that memory has no room for: its cells go from the dataset panel by panel into a scratch file, and
 * native code works on them there (native/storage). Every figure has the bits that it has in memory.
 */
import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { makeFolders } from "../../disk/durable.ts";
import { type MemoryUse, memoryLimitTexts } from "../../engine/memory-limits.ts";
import { MatrixStore } from "../../engine/stored-matrix.ts";
import { allPlaces, cellBlock, firstOf } from "../../pnl-matrix.ts";
import { fileBytes, hasRoom } from "../correlation/column-file.ts";
import { buildView } from "./build-view.ts";
import { panelsOf } from "./table-memory.ts";
import type { OpenedView } from "./view-cache.ts";
import { openView, readerOf, viewOf } from "./with-view.ts";

type Context = Pick<ServiceContext, "datasets" | "engine" | "home" | "settings">;

/** A search has the cells of its table so many times on the disk at most: of the table itself, and of what is made of it. */
const timesOnDisk = { plain: 6, withVerdict: 8 } as const;

/** Where scratch files are: with the datasets. */
export const scratchFolder = ({ home }: Pick<ServiceContext, "home">): string => join(home, "datasets");

/** What a search of so large a table puts on the disk meanwhile, and whether there is room for it. */
export async function roomOfSearch(
  { observations, strategies }: { readonly observations: number; readonly strategies: number },
  hasVerdict: boolean,
  context: Pick<ServiceContext, "home">,
): Promise<{ readonly bytes: number; readonly isRoom: boolean }> {
  const times = hasVerdict ? timesOnDisk.withVerdict : timesOnDisk.plain;
  const columns = { count: times * strategies, rows: observations };
  return { bytes: fileBytes(columns), isRoom: await hasRoom(scratchFolder(context), columns) };
}

/** Runs `work` on a view that lies in a scratch file, which is gone afterwards. Throws Problem "disk-full" before it begins. */
export async function withStoredView<Result>(
  request: ViewRequest & { readonly version: number },
  hasVerdict: boolean,
  context: Context,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
  uses: readonly MemoryUse[] = ["metrics"],
): Promise<Result> {
  const view = viewOf(request, context);
  if (view.rows.kind === "weighted-zones")
    throw new Problem("out-of-memory", "Weighted zones of a table larger than memory are not searched.", {
      remedy: "Search its days or one of its zones, or use a machine with more memory.",
    });
  await makeFolders(scratchFolder(context));
  const store = new MatrixStore(scratchFolder(context));
  try {
    const dataset = await readStored(view, store, hasVerdict, context, call);
    const built = buildView(dataset, view);
    const memory = memoryLimitTexts(uses, context.settings);
    const session = await openView(context.engine, built, { work: "small-batches", memory });
    try {
      return await work({ view: built, session });
    } finally {
      session.close();
    }
  } finally {
    store.close();
  }
}

/** All cells of the rows that are asked for, put into the store. */
async function readStored(
  view: ViewRequest,
  store: MatrixStore,
  hasVerdict: boolean,
  context: Context,
  call: CallContext,
) {
  const panels = (await panelsOf(view, context)) ?? [];
  const strategies = await context.datasets.strategies(view.dataset, view.version);
  const reader = await readerOf(view, context);
  const rows = reader.observations.length;
  await refuseWithoutRoom({ observations: rows, strategies: strategies.length }, hasVerdict, context);
  const handle = store.create(rows, strategies.length);
  const room = cellBlock(rows, Math.max(...panels.map(({ places }) => places.length)));
  const quiet = { ...call, progress: () => undefined };
  let at = 0;
  for (const { places } of panels) {
    stopIfCancelled(call);
    call.progress({ stage: "Putting the table on the disk", fraction: at / strategies.length });
    await reader.read(places, room, 0, quiet);
    await store.write(handle, at, firstOf(room, places.length).rows);
    at += places.length;
  }
  const all = allPlaces(rows);
  const matrix = store.matrix(handle, strategies.length, all);
  return { manifest: reader.manifest, observations: reader.observations, strategies, matrix };
}

async function refuseWithoutRoom(
  shape: { readonly observations: number; readonly strategies: number },
  hasVerdict: boolean,
  context: Context,
): Promise<void> {
  const { bytes, isRoom } = await roomOfSearch(shape, hasVerdict, context);
  if (isRoom) return;
  throw new Problem(
    "disk-full",
    `A search of all strategies does not fit in memory, and takes up to ${formatBytes(bytes)} on the disk meanwhile: there is no room for them.`,
    {
      file: scratchFolder(context),
      remedy:
        "Free space on this disk or choose another data folder (--home), take fewer rows (--from, --to), or search the best strategies alone (--pool N).",
    },
  );
}

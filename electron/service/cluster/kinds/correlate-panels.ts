/**
 * Correlation of all pairs of a table that does not fit in memory. Its strategies are cut into panels; a shard is a range of
 * the pairs of panels, row by row, reads what they need from the dataset, and holds two panels at a time.
 */
import { z } from "zod";
import type { PassPart } from "../../analysis/correlation/parts.ts";
import { type PieceTable, pieceTable } from "../../analysis/correlation/piece-table.ts";
import { joinPanels, type PanelPair, partOfPanels, strip } from "../../analysis/correlation/pieces.ts";
import { summaryPass } from "../../analysis/correlation/summary.ts";
import { pinVersion } from "../../analysis/view/kept.ts";
import { type PieceSizes, piecesOf } from "../../analysis/view/table-memory.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { type Cut, processorSeconds, usualShards, type WorkOf } from "./kind.ts";

/** Pairs of panels, counted row by row. */
export const doesPanels = z.object({ width: z.number().int(), from: z.number().int(), to: z.number().int() });

interface Opened {
  readonly table: PieceTable;
  readonly sizes: PieceSizes;
}

/** The table of a request in pieces, where it does not fit in memory; with the `width` of its panels also where it does. */
async function openPieces(
  request: WorkOf<"correlate">,
  context: ServiceContext,
  call: CallContext,
  width?: number,
): Promise<Opened | undefined> {
  const pinned = await pinVersion(request, context);
  const own = await piecesOf(pinned, strip, context);
  // A node with more memory than the one that made the plan does the same panels.
  const sizes = own ?? (width === undefined ? undefined : { block: width, unit: width, group: width });
  return sizes && { sizes, table: await pieceTable(pinned, sizes.block, context, call) };
}

/** All pairs of `panels` panels, row by row: of the first with itself, with the second, and so on. */
function pairOf(panels: number, at: number): PanelPair {
  let [row, before] = [0, 0];
  while (at >= before + panels - row) {
    before += panels - row;
    row += 1;
  }
  return [row, row + at - before];
}

/** Pairs of panels from one to before another. */
const pairsFrom = (panels: number, { from, to }: { readonly from: number; readonly to: number }) =>
  Array.from({ length: to - from }, (_, k) => pairOf(panels, from + k));

/** Rows of panels that cut finely enough for so many shards: each has some four pairs of panels. */
const panelsFor = (shards: number): number => Math.ceil(Math.sqrt(8 * shards));

/** Strategies of a panel: two of them within memory, whole strips, and no wider than the shards want. */
function widthFor({ table, sizes }: Opened, shards: number): number {
  const inMemory = Math.floor((sizes.group + sizes.unit) / 2);
  const wanted = Math.ceil(table.count / panelsFor(shards));
  return Math.max(1, Math.ceil(Math.min(inMemory, wanted) / strip)) * strip;
}

/** How a table that does not fit is cut; undefined: it fits. */
export async function cutPanels(
  request: WorkOf<"correlate">,
  context: ServiceContext,
  count: number | undefined,
  call: CallContext,
): Promise<Cut | undefined> {
  const opened = await openPieces(request, context, call);
  if (!opened) return undefined;
  const { table } = opened;
  const pass = summaryPass(request, context.settings);
  const pairs = (table.count * (table.count - 1)) / 2;
  const first = { width: widthFor(opened, 1), pairs: pairsFrom(1, { from: 0, to: 1 }) };
  const wide = Math.min(first.width, table.count);
  const seconds = await processorSeconds(() => partOfPanels(table, pass, first, context, call));
  const each = seconds / Math.max(1, (wide * (wide - 1)) / 2);
  const shards = count ?? usualShards(each * pairs);
  const width = widthFor(opened, shards);
  const panels = Math.ceil(table.count / width);
  const { weights: _, rows: observations, count: strategies } = table;
  return {
    backend: await context.engine.backendFor(observations * wide, "small-batches"),
    resolved: { observations, strategies, panels, width, ...pass },
    shards: evenRanges(panels, shards).map(({ from, to, share }) => ({
      expectedSeconds: each * pairs * share,
      does: { width, from, to },
    })),
  };
}

/** Ranges of the pairs of panels with about as many pairs of strategies each: a panel with itself has half. */
function evenRanges(panels: number, shards: number) {
  const total = panels ** 2;
  const all = (panels * (panels + 1)) / 2;
  const found: { from: number; to: number; share: number }[] = [];
  let [from, done, begun] = [0, 0, 0];
  for (let at = 0; at < all; at += 1) {
    const [row, column] = pairOf(panels, at);
    done += row === column ? 1 : 2;
    const isFull = done / total >= (found.length + 1) / shards || at === all - 1;
    if (!isFull) continue;
    found.push({ from, to: at + 1, share: (done - begun) / total });
    from = at + 1;
    begun = done;
  }
  return found;
}

/** What the pairs of a shard's panels come to. */
export async function runPanels(
  request: WorkOf<"correlate">,
  does: z.infer<typeof doesPanels>,
  context: ServiceContext,
  call: CallContext,
): Promise<{ readonly backend: string; readonly part: PassPart }> {
  const { table } = (await openPieces(request, context, call, does.width)) as Opened;
  const pass = summaryPass(request, context.settings);
  const pairs = pairsFrom(Math.ceil(table.count / does.width), does);
  const part = await partOfPanels(table, pass, { width: does.width, pairs }, context, call);
  return { backend: await context.engine.backendFor(table.rows * does.width, "small-batches"), part };
}

/** The whole out of all parts, without holding the table; undefined: it fits. */
export async function mergePanels(
  request: WorkOf<"correlate">,
  parts: readonly PassPart[],
  context: ServiceContext,
  call: CallContext,
) {
  const opened = await openPieces(request, context, call);
  if (!opened) return undefined;
  const pass = summaryPass(request, context.settings);
  return joinPanels(opened.table, pass, parts, opened.sizes, context, call);
}

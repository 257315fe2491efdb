import type { z } from "zod";
import type { ClusterResult, ClusterWork } from "../../../contract/methods/cluster.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Attempt } from "../folder.ts";
import type { Turn } from "../turns.ts";

export type WorkOf<Kind extends ClusterWork["kind"]> = Extract<ClusterWork, { kind: Kind }>["request"];
export type ResultOfKind<Kind extends ClusterResult["kind"]> = Extract<
  ClusterResult,
  { kind: Kind }
>["result"];

/** How work is cut. */
export interface Cut {
  readonly backend: string;
  /** What the request came to, for people who read the plan. */
  readonly resolved: Readonly<Record<string, unknown>>;
  readonly shards: readonly { readonly expectedSeconds: number; readonly does: unknown }[];
}

/**
 * A kind of work that can be cut. Contexts are those of the plan: its dataset and its settings. Shards hold only what is the
 * same whatever else is computed beside it, so that their parts, in any number and order, are what one machine computes.
 */
export interface ShardKind<Kind extends ClusterWork["kind"]> {
  /** `count` shards or fewer; left out: as many as take about a minute each. */
  cut(
    request: WorkOf<Kind>,
    context: ServiceContext,
    count: number | undefined,
    call: CallContext,
  ): Promise<Cut>;
  /** One shard: its part, and where it was computed. `does` is what `cut` wrote. */
  run(
    request: WorkOf<Kind>,
    does: unknown,
    surroundings: {
      readonly context: ServiceContext;
      readonly attempt: Attempt;
      /** Asks again and again for what other shards have come to meanwhile, of those that do what is wanted. */
      readonly others: (isWanted: (does: unknown) => boolean) => () => Promise<unknown[]>;
      /** For a shard that has processors to spare. */
      readonly turn: Turn;
    },
    call: CallContext,
  ): Promise<{ readonly backend: string; readonly part: unknown }>;
  /**
   * All parts, in the order of the shards, to the result of the method; result files go into the new folder `out`, and their
   * names are told.
   */
  merge(
    request: WorkOf<Kind>,
    parts: readonly unknown[],
    surroundings: {
      readonly context: ServiceContext;
      /** Where the parts were computed. */
      readonly backend: string;
      readonly out: string;
    },
    call: CallContext,
  ): Promise<{ readonly files: readonly string[]; readonly result: ResultOfKind<Kind> }>;
}

/** A part as it was written, once it has been checked: parsing would put its keys in another order. Throws zod's error. */
export function checkedPart<Schema extends z.ZodType>(schema: Schema, part: unknown): z.output<Schema> {
  schema.parse(part);
  return part as z.output<Schema>;
}

/** Kinds of backend differ in the last bits: one plan has one. Throws Problem. */
export function refuseBackend(planned: string, backend: string): void {
  if (backend === planned) return;
  throw new Problem(
    "unsupported",
    `The shards of this plan are computed on ${planned}, here it would be ${backend}.`,
    {
      remedy: `Run it where ${planned} works, with --set engine.backend=${planned}, or make another plan.`,
    },
  );
}

/** Processor seconds of this process, of all its threads, that `work` takes. */
export async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The same where the backend is the processor; of a device, which does the work alone, seconds by the clock. */
export async function secondsOn(backend: string, work: () => Promise<unknown>): Promise<number> {
  if (backend === "cpu") return processorSeconds(work);
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/**
 * Tiles of a pass over all pairs that its cost is measured on: a row of them, which takes some times what laying out the table
 * takes, and of a large table a hundredth of all.
 */
export const tilesToMeasure = (tiles: number): number =>
  Math.min(tiles, Math.max(32, Math.ceil(Math.sqrt(2 * tiles))));

const secondsOfShard = 60;

/** Shards where nobody asked for a number. */
export const usualShards = (seconds: number): number =>
  Math.min(10_000, Math.max(1, Math.ceil(seconds / secondsOfShard)));

/** Whole numbers from 0 to `count`, cut into `shards` ranges of nearly the same length. */
export function ranges(count: number, shards: number): { readonly from: number; readonly to: number }[] {
  const parts = Math.max(1, Math.min(count, shards));
  return Array.from({ length: parts }, (_, k) => ({
    from: Math.floor((k * count) / parts),
    to: Math.floor(((k + 1) * count) / parts),
  }));
}

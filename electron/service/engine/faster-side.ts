import { availableParallelism } from "node:os";
import type { DeviceDescription } from "./addon/backend.ts";

/** The runs of a search, for the choice of where they are done. */
export interface SearchLoad {
  /** Evaluations of all runs together, as many as they come to in time on rows of usual length. */
  readonly evaluations: number;
  /** Islands of runs that go at a time on a device. */
  readonly islands: number;
}

/**
 * Evaluations a second of the 208 runs of a plan, 25,544 x 82, on one H200 with 416 islands at a time on its 132
 * multiprocessors (80 million in 0.40 s), and on the 16 cores beside it (in 1.67 to 1.84 s): see docs/performance.md.
 */
const ofIsland = 1.5e6;
const ofProcessor = 3e6;

/** Seconds in which a process finds a device, tries it out in another and has it ready: 2.0 to 2.3 measured. */
const deviceStart = 2;

/** The same where it has worked before: its start goes beside what comes before the search, and kernels are loaded as used. */
const warmStart = 0.3;

/** The card that the rates are of: no other that is known of takes less time. */
const bestCard = { threadCount: 132 };

/** What a device must take of the processor's time: the model knows one card and one table. */
const clearlyLess = 0.75;

/** Cards that compute float64 at half the rate of float32. On others these rates say nothing. */
const fullRate = /compute capability (8|9|10)\.0\b/;

export interface SideTimes {
  readonly processor: number;
  /** Null: nothing is known of how fast the device is. */
  readonly device: number | null;
  readonly isDevice: boolean;
}

/** Seconds of a search's runs by the model. `threads` 0 = all processors. */
export function sideTimes(
  { evaluations, islands }: SearchLoad,
  threads: number,
  device: Pick<DeviceDescription, "detail" | "threadCount"> | undefined,
  isWarm = false,
): SideTimes {
  const processor = evaluations / (ofProcessor * (threads || availableParallelism()));
  if (!device || !fullRate.test(device.detail)) return { processor, device: null, isDevice: false };
  const onDevice = secondsOn(device, { evaluations, islands }, isWarm);
  return { processor, device: onDevice, isDevice: onDevice < clearlyLess * processor };
}

const secondsOn = (
  { threadCount }: Pick<DeviceDescription, "threadCount">,
  load: SearchLoad,
  isWarm: boolean,
): number =>
  (isWarm ? warmStart : deviceStart) + load.evaluations / (ofIsland * Math.min(load.islands, threadCount));

/** Whether there may be a device that is clearly faster, so that it is worth while to look for one. */
export const isWorthALook = (load: SearchLoad, threads: number, isWarm = false): boolean =>
  secondsOn(bestCard, load, isWarm) < clearlyLess * sideTimes(load, threads, undefined).processor;

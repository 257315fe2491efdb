import { Problem } from "../../../contract/problem.ts";
import type { ZoneWindows } from "../../../contract/view.ts";

/** Name of what lies in no zone, as the replaced system's consolidator wrote it. */
const outside = "Outside Market";

interface Window {
  readonly name: string;
  /** Seconds of the day; the end is excluded. */
  readonly from: number;
  readonly to: number;
}

/** Zone of an observation by its start and end, HH:MM or HH:MM:SS; null without the time that decides. */
export type ZoneOfTime = (start: string | null, end: string | null) => string | null;

/** How windows give zones. Zones of equal and freeform windows are "Zone 1", "Zone 2" ... `by` is explained at zone.assign. */
export function zoneOfTime(windows: ZoneWindows, by: "start" | "end" | "overlap" = "start"): ZoneOfTime {
  const list = windowList(windows);
  return (start, end) => {
    const from = start === null ? null : seconds(start);
    const to = end === null ? null : seconds(end);
    if (by === "start") return from === null ? null : holding(list, from);
    if (by === "end") return to === null ? null : endingIn(list, to);
    if (from === null || to === null) return null;
    return from === to ? holding(list, from) : sharingMost(list, from, to);
  };
}

const holding = (list: readonly Window[], at: number) =>
  list.find((window) => at >= window.from && at < window.to)?.name ?? outside;

/** What ends on a boundary was in the window before it. */
const endingIn = (list: readonly Window[], at: number) =>
  list.find((window) => at > window.from && at <= window.to)?.name ?? outside;

function sharingMost(list: readonly Window[], from: number, to: number): string {
  const shared = (window: Window) => Math.min(to, window.to) - Math.max(from, window.from);
  const best = list.reduce((a, b) => (shared(b) > shared(a) ? b : a));
  return shared(best) > 0 ? best.name : outside;
}

function windowList(windows: ZoneWindows): Window[] {
  if (windows.kind === "custom") {
    return windows.windows.map(({ name, start, end }) =>
      checked({ name, from: seconds(start), to: seconds(end) }),
    );
  }
  const open = seconds(windows.open);
  const close = seconds(windows.close);
  checked({ name: "the market's hours", from: open, to: close });
  if (windows.kind === "equal") {
    const length = (close - open) / windows.count;
    return Array.from({ length: windows.count }, (_, z) => ({
      name: `Zone ${z + 1}`,
      from: open + z * length,
      to: open + (z + 1) * length,
    }));
  }
  const edges = [open, ...windows.boundaries.map(seconds).sort((a, b) => a - b), close];
  return edges.slice(1).map((to, z) => checked({ name: `Zone ${z + 1}`, from: edges[z] as number, to }));
}

function checked(window: Window): Window {
  if (window.to > window.from) return window;
  throw new Problem("bad-request", `${window.name} ends before it starts.`);
}

function seconds(time: string): number {
  const [hours = 0, minutes = 0, rest = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + rest;
}

import { Problem } from "../../../contract/problem.ts";
import type { ZoneWindows } from "../../../contract/zone-windows.ts";

/** Name of what lies in no zone, as the replaced system's consolidator wrote it. */
const outside = "Outside Market";

interface Window {
  readonly name: string;
  /** Seconds of the day; the end is excluded. */
  readonly from: number;
  readonly to: number;
}

/** Gives the zone of a start time (HH:MM or HH:MM:SS). Zones of equal and freeform windows are "Zone 1", "Zone 2" ... */
export function zoneOfTime(windows: ZoneWindows): (time: string) => string {
  const list = windowList(windows);
  return (time) => {
    const at = seconds(time);
    return list.find((window) => at >= window.from && at < window.to)?.name ?? outside;
  };
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

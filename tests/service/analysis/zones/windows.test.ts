import { describe, expect, it } from "vitest";
import { zoneWindows } from "../../../../electron/contract/view.ts";
import { zoneOfTime } from "../../../../electron/service/analysis/zones/windows.ts";

const of = (windows: object) => {
  const zone = zoneOfTime(zoneWindows.parse(windows));
  return (start: string) => zone(start, null);
};

describe("zoneOfTime", () => {
  it("cuts the day into equal zones; a boundary belongs to the later one", () => {
    const zone = of({ kind: "equal" });
    // 09:15 to 15:30 in four zones of 93 minutes 45 seconds.
    expect(["09:15", "10:48:44", "10:48:45", "12:22:29", "12:22:30", "15:29:59"].map(zone)).toEqual([
      "Zone 1",
      "Zone 1",
      "Zone 2",
      "Zone 2",
      "Zone 3",
      "Zone 4",
    ]);
    expect(["09:14:59", "15:30"].map(zone)).toEqual(["Outside Market", "Outside Market"]);
  });

  it("takes inner boundaries in any order", () => {
    const zone = of({ kind: "freeform", boundaries: ["13:00", "10:00"] });
    expect(["09:15", "10:00", "12:59", "13:00"].map(zone)).toEqual(["Zone 1", "Zone 2", "Zone 2", "Zone 3"]);
  });

  it("takes named windows with gaps", () => {
    const zone = of({
      kind: "custom",
      windows: [
        { name: "open", start: "09:15", end: "09:45" },
        { name: "close", start: "15:00", end: "15:30" },
      ],
    });
    expect(["09:30", "12:00", "15:00"].map(zone)).toEqual(["open", "Outside Market", "close"]);
  });

  it("takes the end, or the window that shares most of the time", () => {
    const windows = zoneWindows.parse({ kind: "freeform", boundaries: ["11:00", "13:00"] });
    const byEnd = zoneOfTime(windows, "end");
    expect(byEnd("10:00", "11:00")).toBe("Zone 1");
    expect(byEnd("10:00", "11:01")).toBe("Zone 2");
    expect(byEnd("10:00", null)).toBeNull();
    const byOverlap = zoneOfTime(windows, "overlap");
    expect(byOverlap("10:45", "11:15:01")).toBe("Zone 2");
    expect(byOverlap("10:45", "11:15")).toBe("Zone 1");
    expect(byOverlap("10:30", "14:00")).toBe("Zone 2");
    expect(byOverlap("15:30", "16:00")).toBe("Outside Market");
    expect(byOverlap("11:00", "11:00")).toBe("Zone 2");
    expect(zoneOfTime(windows)(null, "11:00")).toBeNull();
  });

  it("refuses a window that ends before it starts", () => {
    const windows = { kind: "custom", windows: [{ name: "x", start: "12:00", end: "11:00" }] };
    expect(() => of(windows)).toThrow(/ends before/);
  });
});

import { describe, expect, it } from "vitest";
import { fittingColumns } from "../../../renderer/grid/columns.ts";

describe("fittingColumns", () => {
  const columns = [
    { id: "name", size: 140 },
    { id: "span", size: 190, gives: 3 },
    { id: "bytes", size: 80, gives: 1 },
    { id: "version", size: 70, gives: 4 },
  ];
  const shown = (room: number) => fittingColumns(columns, room).map(({ id }) => id);

  it("shows all where there is room", () => {
    expect(shown(480)).toEqual(["name", "span", "bytes", "version"]);
  });

  it("lets columns go in their order until the others fit, and no more", () => {
    expect(shown(479)).toEqual(["name", "span", "bytes"]);
    expect(shown(409)).toEqual(["name", "bytes"]);
    expect(shown(200)).toEqual(["name"]);
  });

  it("keeps what must stay, however narrow", () => {
    expect(shown(10)).toEqual(["name"]);
  });
});

import { expect, it } from "vitest";
import { keptData } from "./kept-data.ts";

it("is told what was read before it began", async () => {
  expect(await keptData()).toBe("read once\n");
});

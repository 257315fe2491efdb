import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keptData } from "./kept-data.ts";

it("reads, looks for, lists, and imports late", async () => {
  expect(await keptData()).toBe("read once\n");
  expect(existsSync(join(import.meta.dirname, "absent.txt"))).toBe(false);
  expect(readdirSync(import.meta.dirname)).toContain("data.txt");
  const decisions = join(import.meta.dirname, "..", "..", "..", "docs", "decisions");
  expect(readdirSync(decisions, { recursive: true }).length).toBeGreaterThan(1);
  expect((await import("./late.ts")).late).toBe(1);
});

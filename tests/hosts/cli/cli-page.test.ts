import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatCliPage } from "../../../electron/hosts/cli/cli-page.ts";
import { commandList } from "../../../electron/hosts/cli/command-list.ts";

const docs = join(import.meta.dirname, "..", "..", "..", "docs", "cli.md");

describe("docs/cli.md", () => {
  it("is what the commands say of themselves (npm run cli-page writes it anew)", async () => {
    expect(readFileSync(docs, "utf8")).toBe(await formatCliPage(commandList));
  });

  it("has every command once", async () => {
    const page = await formatCliPage(commandList);
    const names = [...page.matchAll(/^## tessera (\S+)/gm)].map(([, name]) => name);
    expect(names).toEqual(commandList.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });
});

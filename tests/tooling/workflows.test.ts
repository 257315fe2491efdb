import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "..", "..", ".github", "workflows");

/** A name that can be moved to other code later is no pin. */
const pinned = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

describe.each(readdirSync(folder))("workflow %s", (name) => {
  const lines = readFileSync(join(folder, name), "utf8").split("\n");
  const used = lines.flatMap((line) => /^\s*(?:- )?uses: (.+)$/.exec(line)?.[1] ?? []);

  it("uses actions by their commit, with the version beside it", () => {
    for (const action of used) expect(action).toMatch(pinned);
  });

  it("may only read, but for the job that makes a release", () => {
    expect(lines.join("\n")).toMatch(/^permissions:\n {2}contents: read$/m);
    const writes = lines.filter((line) => /: write$/.test(line));
    expect(writes.length).toBeLessThanOrEqual(name === "desktop.yml" ? 1 : 0);
  });

  it("ends every job in time", () => {
    const jobs = lines.filter(
      (line) => /^ {2}[\w-]+:$/.test(line) && !/pull_request|push|workflow_dispatch/.test(line),
    );
    const limits = lines.filter((line) => /^ {4}timeout-minutes: \d+$/.test(line));
    expect(jobs.length).toBeGreaterThan(0);
    expect(limits).toHaveLength(jobs.length);
  });

  it("hands nothing that others write to a shell", () => {
    const inScripts = lines.filter(
      (line) => line.includes("${{") && !/^\s*[\w-]+: \S*\$\{\{|^\s*(if|group|ref|name): /.test(line),
    );
    expect(inScripts).toEqual([]);
  });
});

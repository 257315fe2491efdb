import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeLock } from "../../../electron/service/disk/lock.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

/** What this process writes into a lock: number, host, token, system, start. */
async function ownText(folder: string): Promise<string[]> {
  const file = join(folder, "own.lock");
  const release = await takeLock(file);
  const lines = readFileSync(file, "utf8").split("\n");
  await release?.();
  return lines;
}

test.skipIf(process.platform !== "linux")(
  "a lock says boot and start of its process, which decide whether it is alive",
  async () => {
    const folder = await temporaryHome();
    mkdirSync(folder, { recursive: true });
    const [, host = "", , system = "", start = ""] = await ownText(folder);
    expect(host).toBe(hostname());
    expect(system).toMatch(/^[0-9a-f-]{36} pid:\[\d+\]$/);
    expect(start).toMatch(/^\d+$/);
    const parent = process.ppid;
    const parentStart = readFileSync(`/proc/${parent}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? "";
    const cases: [string, string[], boolean][] = [
      ["held by the parent, which runs", [String(parent), host, "t1", system, parentStart], false],
      ["of an earlier process of the parent's number", [String(parent), host, "t2", system, "1"], true],
      [
        "of an earlier boot",
        [
          String(parent),
          host,
          "t3",
          `${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)} pid:[1]`,
          parentStart,
        ],
        true,
      ],
      ["of a dead process, before the machine was renamed", ["4194303", "old-name", "t4", system, "5"], true],
      [
        "held by the parent, before the machine was renamed",
        [String(parent), "old-name", "t5", system, parentStart],
        false,
      ],
      [
        "of an earlier process of this one's number",
        [String(process.pid), host, "t7", system, (await ownText(folder))[4] ?? ""],
        true,
      ],
      [
        "of a process of another machine that does not run here",
        ["4194303", "elsewhere", "t8", "", ""],
        false,
      ],
      ["of another machine", [String(parent), "elsewhere", "t6", "", ""], false],
    ];
    for (const [what, lines, isFree] of cases) {
      const file = join(folder, "a.lock");
      writeFileSync(file, lines.join("\n"));
      const release = await takeLock(file);
      expect(`${what}: ${release !== undefined}`).toBe(`${what}: ${isFree}`);
      await release?.();
    }
  },
);

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-child-"));
  writeFileSync(
    join(folder, "stands-for.mjs"),
    `import { runInForeground } from ${JSON.stringify(join(root, "bin", "run-child.js"))};
     runInForeground(process.execPath, process.argv.slice(2));`,
  );
  // Says what reaches it; ends with 7 when it was asked to end.
  writeFileSync(
    join(folder, "works.mjs"),
    `for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => { console.log(name); process.exit(7); });
     process.once("disconnect", () => process.exit(9));
     process.channel.unref();
     setInterval(() => {}, 1000);
     console.log("pid " + process.pid);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process that stands for another one, once the other one runs. */
async function standIn(): Promise<{ outer: ChildProcess; inner: number; said(): string }> {
  const outer = spawn(process.execPath, ["stands-for.mjs", "works.mjs"], { cwd: folder });
  let text = "";
  outer.stdout?.on("data", (part: Buffer) => {
    text += part;
  });
  const inner = await new Promise<number>((resolve, reject) => {
    outer.stdout?.on("data", () => /pid (\d+)/.test(text) && resolve(Number(/pid (\d+)/.exec(text)?.[1])));
    outer.on("exit", () => reject(new Error(text)));
  });
  return { outer, inner, said: () => text };
}
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === "win32")("a program that stands for another", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("passes %s on and ends as the other one does", async (signal) => {
    const { outer, inner, said } = await standIn();
    const code = ended(outer);
    outer.kill(signal);
    expect(await code).toBe(7);
    expect(said()).toContain(signal);
    expect(isThere(inner)).toBe(false);
  });

  it("leaves none behind when it is killed", async () => {
    const { outer, inner } = await standIn();
    outer.kill("SIGKILL");
    await ended(outer);
    await expect.poll(() => isThere(inner), { timeout: 10_000 }).toBe(false);
  });

  it("tells by which signal the other one ended, and that it is not there", async () => {
    const { outer, inner } = await standIn();
    process.kill(inner, "SIGKILL");
    expect(await ended(outer)).toBe(128 + 9);
    const { status } = spawnSync(process.execPath, ["stands-for.mjs", "absent.mjs"], { cwd: folder });
    expect(status).toBe(1);
  });
});

describe("tessera", () => {
  it("takes what a terminal and npm both pass on for one wish to end", async () => {
    const program = join(root, "electron", "hosts", "cli", "main.ts");
    const home = join(folder, "home");
    const worker = spawn(process.execPath, [program, "jobs", "run", "--forever", "--home", home]);
    const code = ended(worker);
    await expect.poll(() => existsSync(join(home, "jobs", "worker.lock")), { timeout: 30_000 }).toBe(true);
    worker.kill("SIGINT");
    worker.kill("SIGINT");
    expect(await code).toBe(0);
  });
});

const older = ["/usr/bin/node", process.env.TESSERA_OLDER_NODE ?? ""].find((node) => {
  const { stdout } = spawnSync(node, ["-p", "process.features.typescript"], { encoding: "utf8" });
  return stdout?.trim() === "undefined";
});
if (!older) console.log("skipped: no Node that cannot read TypeScript was found (TESSERA_OLDER_NODE)");

describe.skipIf(!older)("under a Node that cannot read TypeScript", () => {
  it.each([
    ["build/native.mjs", ["--unknown"], 2, "unknown option"],
    ["bin/tessera.js", ["--version"], 0, ""],
  ] as const)("%s goes on under the pinned one", (script, args, code, says) => {
    const { status, stderr } = spawnSync(older ?? "", [join(root, script), ...args], { encoding: "utf8" });
    expect(stderr).toContain(says);
    expect(status).toBe(code);
  });
});

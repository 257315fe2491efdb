import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createService } from "../../../electron/service/create-service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";

const program = join(import.meta.dirname, "..", "..", "..", "electron", "hosts", "cli", "main.ts");
let folder = "";
let home = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera-ends-"));
  home = join(folder, "home");
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides: [] });
  const service = createService({ home, settings });
  const small = join(folder, "small.csv");
  const large = join(folder, "large.csv");
  const sample = { strategies: 400, observations: 240, format: "zones" } as const;
  await service.callByName("sample.write", { ...sample, file: small });
  await service.callByName("dataset.import", { files: [small], dataset: "d" });
  writeFileSync(large, wideText(20_000, 400));
  // A gigabyte of one row again and again, in a megabyte.
  const rows = Buffer.from("2024-01-01,1,2,3\n".repeat(1 << 20));
  writeFileSync(
    join(folder, "packed.csv.gz"),
    Buffer.concat([gzipSync("Date,a,b,c\n"), ...Array(60).fill(gzipSync(rows))]),
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** A table of so many strategies and days, in which the same two rows take turns: drawing a sample of it takes ten seconds. */
function wideText(strategies: number, days: number): string {
  const row = (sign: number): string =>
    Array.from({ length: strategies }, (_, at) => (sign * (((at * 7919) % 1009) - 504)) / 10).join(",");
  const rows = [row(1), row(-1)];
  const names = Array.from({ length: strategies }, (_, at) => `s${at}`).join(",");
  const lines = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    return `${date},${rows[day % 2]}`;
  });
  return `Date,${names}\n${lines.join("\n")}\n`;
}

/** Commands with a work that takes far longer than they are given here. */
const commands: Readonly<Record<string, () => string[]>> = {
  sample: () => ["sample", join(folder, "new.csv"), "--strategies", "100000", "--observations", "5000"],
  import: () => ["import", join(folder, "large.csv"), "--dataset", "new"],
  "import of a packed file": () => ["import", join(folder, "packed.csv.gz"), "--dataset", "new"],
  // Without a limit it looks at a million rows; with one it has said after a second that there are more.
  inspect: () => ["inspect", join(folder, "packed.csv.gz"), "--set", "import.row_limit=100000000"],
  search: () => ["search", "d", "--budget", "4000M", "--size", "20", "--out", join(folder, "run")],
  "zone-search": () => ["zone-search", "d", "--budget", "4000M", "--out", join(folder, "zones")],
  frontier: () => ["frontier", "d", "--out", join(folder, "points.csv"), "--sizes", "10,20,40,80,100"],
  "jobs run": () => ["jobs", "run", "--forever"],
  serve: () => ["serve", "--port", "0"],
};

/**
 * Every file and folder, but for what a store and its settings keep between commands: of a version, whole results that its
 * first reading keeps. A part of one has another name.
 */
const everything = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(
      (name) =>
        !/^home\/datasets\/d\/v\d+\/kept-[a-z]+-[0-9a-f]{24}\.bin$/.test(name) &&
        !/^home\/(jobs\/history|results|checkpoints|staging|jobs|datasets\/\.locks)(\/[^.]*)?(\.json|\.result)?$/.test(
          name,
        ),
    )
    .sort();

/**
 * Seconds of processor time that a process has used; 100 ticks a second are what Linux counts in. Elsewhere it is not known.
 */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Processor time that a process used from now on until it ended, to a fifth of a second. */
function secondsToTheEnd(child: ChildProcess): Promise<number> {
  const start = processorSeconds(child.pid);
  let last = start;
  const timer = setInterval(() => {
    const now = processorSeconds(child.pid);
    if (now >= last) last = now;
  }, 50);
  return new Promise((resolve) => {
    child.once("exit", () => {
      clearInterval(timer);
      resolve(last - start);
    });
  });
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Until a command is at its work: a second of processor time is twice what its start takes. One that waits for work has four
 * seconds.
 */
async function atWork(child: ChildProcess): Promise<void> {
  const end = performance.now() + 4000;
  while (child.exitCode === null && performance.now() < end && !(processorSeconds(child.pid) > 1))
    await pause(20);
}

// Both signals are one to the program; each command gets one of them.
const cases = Object.entries(commands).map(
  ([name, args], at) => [name, at % 2 === 0 ? "SIGINT" : "SIGTERM", args] as const,
);

test.each(cases)(
  "tessera %s ends soon after %s and leaves nothing behind",
  { timeout: 120_000 },
  async (name, signal, args) => {
    const before = everything();
    const child = spawn(process.execPath, [program, ...args(), "--home", home, "--no-progress"], {
      stdio: "ignore",
    });
    await atWork(child);
    expect(child.exitCode, `${name} was still at work`).toBeNull();
    const end = secondsToTheEnd(child);
    child.kill(signal);
    const seconds = await end;
    // 1.5 s are what a command is given (hosts/cli/main.ts). In time of the processor, by two threads: other programs run here,
    // too.
    if (process.platform === "linux") expect(seconds).toBeLessThan(4);
    expect(everything()).toEqual(before);
  },
);

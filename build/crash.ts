// Kills every operation that changes a data root, or lets the disk be full, at each of its calls that change a file, starts
// again and looks at what is there; then kills those who take and do 500 jobs.   Linux; docs/robustness.md has figures.
//   npm run crash [-- [--kills N] [--full N] [--room N] [--jobs N] [--only OPERATION]]
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runSideBySide } from "../electron/service/run-side-by-side.ts";
import { killWorkers } from "./crash/jobs.ts";
import { operations, prepare, serviceOn } from "./crash/operations.ts";
import { faultOf } from "./crash/standing.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "2000" },
    full: { type: "string", default: "500" },
    room: { type: "string", default: "100" },
    jobs: { type: "string", default: "500" },
    only: { type: "string" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "tessera-crash-"));
const shim = join(folder, "fault.so");
const here = join(import.meta.dirname, "crash");
const compiled = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", shim, join(here, "fault.c"), "-ldl"], {
  stdio: "inherit",
});
if (process.platform !== "linux" || compiled.status !== 0) {
  console.error("crash: this needs Linux and a C compiler (sudo apt-get install gcc)");
  process.exit(1);
}
const environment = {
  ...process.env,
  LD_PRELOAD: shim,
  UV_USE_IO_URING: "0",
  NODE_COMPILE_CACHE: join(folder, "cache"),
};

/** room: the disk is full for a while. */
type Kind = "kill" | "full" | "room";
interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

function run(home: string, name: string, fault: Record<string, string>): Promise<Ending> {
  const env = { ...environment, FAULT_BEGIN: join(folder, "begin"), ...fault };
  const child = spawn(process.execPath, [join(here, "child.ts"), home, name], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      said += part;
    });
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, said })));
}

/** A data root as it is before the operation. */
async function freshHome(name: string): Promise<string> {
  const place = mkdtempSync(join(folder, "try-"));
  cpSync(join(folder, "base"), place, { recursive: true });
  const home = join(place, "home");
  await operations[name]?.begin?.(serviceOn(home));
  return home;
}

/**
 * Calls of a whole run that change files. A run before it writes what Node keeps of the program, which is no call of the
 * operation.
 */
async function callsOf(name: string): Promise<number> {
  const counted = join(folder, "count");
  await run(await freshHome(name), name, { FAULT_AT: "0" });
  const { code, said } = await run(await freshHome(name), name, { FAULT_AT: "0", FAULT_COUNT: counted });
  if (code !== 0) throw new Error(`${name} fails by itself: ${said}`);
  return Number(readFileSync(counted, "utf8"));
}

/**
 * A full disk is a sentence of the product's own, or, where only what may be left out was lost, no failure. What waits for room
 * is killed while it does.
 */
function faultOfEnding(kind: Kind, name: string, { code, signal, said }: Ending): string | undefined {
  const mayBeKilled = kind === "kill" || (kind === "full" && operations[name]?.waitsForRoom);
  const isRight = mayBeKilled && signal === "SIGKILL";
  const saysFull = kind !== "kill" && code === 1 && said.includes('"code":"disk-full"');
  return code === 0 || isRight || saysFull ? undefined : `ended with ${code ?? signal}: ${said}`;
}

/** Calls that are refused before what waits for room gets it, or is killed: from one to so many. */
const mostRefusals = 6;

let struck = 0;
const faults: string[] = [];
async function strike(kind: Kind, name: string, at: number, time: number): Promise<void> {
  const home = await freshHome(name);
  const operation = operations[name];
  const refusals = operation?.waitsForRoom ? 1 + (time % mostRefusals) : 0;
  const given = { FAULT_AT: String(at), FAULT_KIND: kind, FAULT_REFUSALS: String(refusals) };
  const ending = await run(home, name, given);
  if (ending.signal === "SIGKILL" || kind !== "kill") struck++;
  const fault = faultOfEnding(kind, name, ending) ?? (operation && (await faultOf(home, operation)));
  if (fault !== undefined) {
    faults.push(fault);
    console.log(`FAULT ${name}, ${kind} at call ${at}: ${fault.slice(0, 400)}`);
  }
  rmSync(join(home, ".."), { recursive: true, force: true });
}

/** Evenly over the calls of every operation; more than once at a call where there are fewer than its share. */
async function campaign(kind: Kind, total: number): Promise<void> {
  const names = Object.keys(operations).filter(
    (name) =>
      (values.only === undefined || name === values.only) &&
      (kind !== "room" || operations[name]?.waitsForRoom),
  );
  for (const name of names) {
    const calls = await callsOf(name);
    const share = Math.ceil(total / names.length);
    const points = Array.from({ length: share }, (_, i) => [1 + Math.floor((i * calls) / share), i] as const);
    const before = faults.length;
    await runSideBySide(
      points,
      availableParallelism(),
      () => true,
      ([at, time]) => strike(kind, name, at, time),
    );
    console.log(
      `${kind.padEnd(5)} ${name.padEnd(20)} ${share} times at ${calls} calls, ${faults.length - before} faults`,
    );
  }
}

const campaigns: Readonly<Record<Kind, { readonly total: number; readonly title: string }>> = {
  kill: { total: Number(values.kills), title: "kills" },
  full: { total: Number(values.full), title: "full disks" },
  room: { total: Number(values.room), title: "disks that were full for a while" },
};

try {
  await prepare(join(folder, "base", "home"));
  for (const kind of ["kill", "full", "room"] as const) {
    const { total, title } = campaigns[kind];
    if (total === 0) continue;
    struck = 0;
    const before = faults.length;
    await campaign(kind, total);
    console.log(`${struck} ${title}: ${faults.length - before} faults`);
  }
  if (Number(values.jobs) > 0) faults.push(...(await killWorkers(join(folder, "jobs"), Number(values.jobs))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(faults.length === 0 ? 0 : 1);

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { JobView } from "../../electron/contract/job.ts";
import type { Service } from "../../electron/service/service.ts";
import { serviceOn } from "./operations.ts";
import { unfinishedIn } from "./standing.ts";

/** Rows of the dataset that is appended to, and of each append. */
const firstRows = 60;
const rowsOfAppend = 3;

interface Planned {
  readonly title: string;
  readonly method: string;
  readonly request: object;
  /** 1: a kill in its only attempt may fail it, and then it must have done nothing. */
  readonly maxAttempts: number;
}

const columns = ["a", "b", "c", "d", "e"];

/** A CSV file of so many days from a day on; every day has numbers of its own. */
function table(file: string, firstDay: number, days: number): string {
  const rows = Array.from({ length: days }, (_, k) => {
    const date = new Date(Date.UTC(2000, 0, 1 + firstDay + k)).toISOString().slice(0, 10);
    return [date, ...columns.map((_, column) => ((firstDay + k) * 7 + column * 13) % 101)].join(",");
  });
  writeFileSync(file, `${["Date", ...columns].join(",")}\n${rows.join("\n")}\n`);
  return file;
}

const attempts = 100;

/** The k-th job: appends, imports, exports, metrics and searches in turn. */
function planned(k: number, beside: string): Planned {
  const title = `job ${k}`;
  const as = (method: string, request: object, maxAttempts = attempts) => ({
    title,
    method,
    request,
    maxAttempts,
  });
  const days = () => table(join(beside, `${k}.csv`), firstRows + k * rowsOfAppend, rowsOfAppend);
  switch (k % 6) {
    case 0:
      return as("dataset.append", { dataset: "d", files: [days()] });
    case 1:
      return as("dataset.append", { dataset: "d", files: [days()] }, 1);
    case 2:
      return as("dataset.import", { dataset: `new ${k}`, files: [days()] }, k % 12 === 2 ? 1 : attempts);
    case 3:
      return as("dataset.export", { dataset: "still", file: join(beside, `${k} export.csv`), format: "csv" });
    case 4:
      return as("strategy.metrics", { dataset: "still" });
    default:
      return as("search.run", {
        ...{ dataset: "still", minSize: 2, maxSize: 2, algorithms: ["hc"], evaluations: 200 },
        ...{ objective: "ratio", verdict: { twins: 0 }, out: join(beside, `${k} run`) },
      });
  }
}

/** One process of the queue that is killed and started again. */
class Killed {
  readonly #role: string;
  readonly #home: string;
  #child: ChildProcess | undefined;
  kills = 0;

  constructor(role: "service" | "worker", home: string) {
    this.#role = role;
    this.#home = home;
  }

  /** Starts it; the time in ms until it was ready. */
  async start(): Promise<number> {
    const began = performance.now();
    const env = { ...process.env, NODE_COMPILE_CACHE: join(this.#home, "..", "cache") };
    this.#child = fork(join(import.meta.dirname, "queue-child.ts"), [this.#home, this.#role], { env });
    this.#child.setMaxListeners(0);
    await Promise.race([once(this.#child, "message"), once(this.#child, "exit")]);
    return performance.now() - began;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null) throw new Error(`the ${this.#role} ended by itself`);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    this.kills += 1;
  }

  /** Asks it; undefined when it was killed before it answered. */
  async ask(message: object): Promise<unknown> {
    const child = this.#child;
    if (!child) throw new Error("ask before start");
    const answer = Promise.race([once(child, "message"), once(child, "exit").then(() => [undefined])]);
    child.send(message, () => undefined);
    return (await answer)[0];
  }
}

/**
 * A worker that is killed again and again until `isOver`, each time after a random part of four times what it needs to begin.
 */
async function killNowAndThen(worker: Killed, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await setTimeout(4 * Math.random() * (await worker.start()));
    await worker.kill();
  }
}

/** Jobs that one life of the service sees, on average. */
const jobsOfALife = 6;

/**
 * Gives all jobs to a service that is killed now and then at a random moment while it takes one; how often it had not answered
 * yet.
 */
async function submitAll(taker: Killed, plans: readonly Planned[], own: Service): Promise<number> {
  let unanswered = 0;
  let usual = 0;
  await taker.start();
  for (const plan of plans) {
    for (let isTaken = false; !isTaken; ) {
      const began = performance.now();
      const asked = taker.ask(plan);
      const isKilled = Math.random() * jobsOfALife < 1;
      if (isKilled) {
        await setTimeout(Math.random() * usual);
        await taker.kill();
        await taker.start();
      }
      isTaken = (await asked) !== undefined;
      if (!isKilled) usual = performance.now() - began;
      if (isTaken) continue;
      unanswered += 1;
      // It may have taken the job before it could say so.
      isTaken = (await list(own)).some(({ title }) => title === plan.title);
    }
  }
  await taker.kill();
  return unanswered;
}

const list = async (service: Service) =>
  ((await service.callByName("job.list", { limit: 10_000 })) as { jobs: JobView[] }).jobs;

/** What every job came to, and whether that is what its record says. */
async function faultsOf(service: Service, plans: readonly Planned[], home: string): Promise<string[]> {
  const faults: string[] = [];
  const jobs = await list(service);
  const byTitle = Map.groupBy(
    jobs.filter(({ source }) => source === "queue"),
    ({ title }) => title,
  );
  const completed = new Set<string>();
  for (const { title, maxAttempts, request } of plans) {
    const [job, ...more] = byTitle.get(title) ?? [];
    if (!job || more.length > 0) faults.push(`${title} is there ${byTitle.get(title)?.length ?? 0} times`);
    else if (job.state === "completed") completed.add(title);
    else if (job.state !== "failed" || maxAttempts > 1)
      faults.push(`${title}: ${job.state}, ${JSON.stringify(job.log)}`);
    const { file, out } = request as { file?: string; out?: string };
    for (const output of [file, out])
      if (output !== undefined && !existsSync(output)) faults.push(`${title}: ${output} is not there`);
  }
  type Listed = {
    readonly datasets: { readonly name: string; readonly observations: number }[];
    readonly damaged: unknown[];
  };
  const { datasets, damaged } = (await service.callByName("dataset.list", {})) as Listed;
  if (damaged.length > 0) faults.push(`torn: ${JSON.stringify(damaged)}`);
  const rows = Object.fromEntries(datasets.map(({ name, observations }) => [name, observations]));
  const appended = plans.filter(
    ({ title, method }) => method === "dataset.append" && completed.has(title),
  ).length;
  if (rows.d !== firstRows + appended * rowsOfAppend) faults.push(`${appended} appends, and ${rows.d} rows`);
  for (const { title, method, request } of plans) {
    if (method !== "dataset.import") continue;
    const { dataset } = request as { dataset: string };
    if (rows[dataset] !== (completed.has(title) ? rowsOfAppend : undefined))
      faults.push(`${title}: ${dataset} has ${rows[dataset]} rows`);
  }
  const left = [home, join(home, "..", "beside")].flatMap(unfinishedIn);
  if (left.length > 0) faults.push(`left behind: ${left.join(", ")}`);
  return faults;
}

/**
 * Random kills of who takes jobs and of who does them; every job must be done once, or have failed in its only attempt and done
 * nothing.
 */
export async function killWorkers(folder: string, count: number): Promise<string[]> {
  const [home, beside] = [join(folder, "home"), join(folder, "beside")];
  for (const one of [home, beside]) mkdirSync(one, { recursive: true });
  const own = serviceOn(home);
  for (const dataset of ["d", "still"])
    await own.callByName("dataset.import", {
      dataset,
      files: [table(join(beside, "first.csv"), 0, firstRows)],
    });
  const plans = Array.from({ length: count }, (_, k) => planned(k, beside));
  const [taker, worker] = [new Killed("service", home), new Killed("worker", home)];
  let isOver = false;
  const working = killNowAndThen(worker, () => isOver);
  const unanswered = await submitAll(taker, plans, own);
  while ((await list(own)).some(({ state }) => state === "queued" || state === "running"))
    await setTimeout(500);
  isOver = true;
  await working;
  // The next start sweeps what was left.
  await serviceOn(home).callByName("job.work", {});
  await setTimeout(2000);
  const faults = await faultsOf(own, plans, home);
  for (const fault of faults) console.log(`FAULT jobs: ${fault.slice(0, 400)}`);
  const states = Map.groupBy(
    (await list(own)).filter(({ source }) => source === "queue"),
    ({ state }) => state,
  );
  const ends = [...states].map(([state, of]) => `${of.length} ${state}`).join(", ");
  console.log(
    `${count} jobs (${ends}), ${worker.kills} kills of the worker, ${taker.kills} of the service (${unanswered} before it had answered): ${faults.length} faults`,
  );
  return faults;
}

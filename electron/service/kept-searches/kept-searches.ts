import { existsSync } from "node:fs";
import { join } from "node:path";
import type { KeptSearch, SearchKind } from "../../contract/kept-search.ts";
import { Problem, type ProblemReport, problemOf } from "../../contract/problem.ts";
import type { CallOptions, Progress } from "../../contract/transport.ts";
import type { CallContext } from "../context.ts";
import { removeQuietly } from "../disk/durable.ts";
import { processIsAlive } from "../disk/lock.ts";
import { headlineOf, methodOf, type Outcome, type ResultsByKind, versionOf } from "./headline.ts";
import { SearchFiles, type StoredSearch } from "./search-files.ts";

export interface KeptSearchesOptions {
  readonly home: string;
  /** Searches that are kept at most; named ones beside. */
  readonly limit: () => number;
  /** Makes a call, with its line in the job history. */
  call(name: string, request: unknown, options: CallOptions & { readonly search: string }): Promise<unknown>;
  changed(): void;
}

interface Running {
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  progress: Progress | null;
  /** What the user wants of it; without a word it is paused, because the program ends. */
  asked: "pause" | "cancel" | null;
  readonly ended: Promise<StoredSearch>;
}

/** Failures that the same request meets again at once: they are told and leave nothing behind. */
const refusals: ReadonlySet<string> = new Set(["bad-request", "bad-input", "not-found", "already-exists"]);

/** The searches of a data root: those that this process runs, and all that were. */
export class KeptSearches {
  readonly #options: KeptSearchesOptions;
  readonly #files: SearchFiles;
  readonly #running = new Map<string, Running>();
  /** Why those of this process ended that left nothing, for who follows them late. */
  readonly #fates = new Map<string, ProblemReport>();

  constructor(options: KeptSearchesOptions) {
    this.#options = options;
    this.#files = new SearchFiles(options.home);
  }

  /** In the list, newest first. */
  async list(dataset?: string) {
    const { searches, damaged } = await this.#files.all();
    const listed = searches.filter(
      (one) => one.removedAt === null && (dataset === undefined || one.dataset === dataset),
    );
    return { searches: listed.map((one) => this.#shown(one)), damaged };
  }

  async open(id: string) {
    const search = await this.#files.read(id);
    const result = search.state === "done" && !search.takenOver ? await this.#files.result(id) : null;
    return { search: this.#shown(search), folder: search.out ?? "", result };
  }

  /** What was taken over under an id, removed or not. */
  async takenOver(id: string): Promise<KeptSearch["takenOver"]> {
    return this.#files.has(id) ? (await this.#files.read(id)).takenOver : null;
  }

  /** Keeps a run of the replaced system among the searches; one of its id that is there stays as it is. */
  async takeOver(
    run: Pick<KeptSearch, "id" | "name" | "dataset" | "version" | "startedAt" | "headline" | "takenOver">,
  ): Promise<void> {
    if (this.#files.has(run.id)) return;
    const started = new Date(run.startedAt);
    await this.#files.write({
      ...blank(run.id, "rows", { dataset: run.dataset }, started),
      ...run,
      state: "done",
      finishedAt: run.startedAt,
      out: run.takenOver?.folder ?? null,
      checkpoint: null,
    });
    this.#options.changed();
  }

  /** Starts a search and answers as soon as it is kept that it runs. */
  async start(kind: SearchKind, request: Record<string, unknown>): Promise<KeptSearch> {
    const startedAt = new Date();
    const id = this.#newId(String(request.dataset), startedAt);
    const { home } = this.#options;
    const search: StoredSearch = {
      ...blank(id, kind, request, startedAt),
      out: join(home, "results", id),
      checkpoint: kind === "rows" ? join(home, "checkpoints", `${id}.json`) : null,
    };
    return this.#go(search);
  }

  /** Throws Problem "bad-request" for one that is not paused. */
  async resume(id: string): Promise<KeptSearch> {
    const search = await this.#files.read(id);
    if (this.#shown(search).state !== "paused")
      throw new Problem("bad-request", `The search ${id} is not paused.`);
    return this.#go({ ...search, problem: null });
  }

  async again(id: string): Promise<KeptSearch> {
    const { kind, request } = await this.#files.read(id);
    return this.start(kind, request);
  }

  /** Ends a search that runs here, or gives a paused one up. Throws Problem "busy" for one of another program. */
  async stop(id: string, pause: boolean): Promise<void> {
    const running = this.#running.get(id);
    if (running) {
      running.asked = pause ? "pause" : "cancel";
      running.controller.abort();
      await running.ended.catch(() => undefined);
      return;
    }
    const search = await this.#files.read(id);
    const { state } = this.#shown(search);
    if (state === "running") throw new Problem("busy", `Another program runs the search ${id}.`);
    if (state === "paused" && !pause) await this.#drop(search);
  }

  /** Resolves when the search has ended; rejects with what ended it otherwise. Told at once how far it is. */
  async follow(id: string, { signal, progress }: CallContext): Promise<KeptSearch> {
    const running = this.#running.get(id);
    const fate = this.#fates.get(id);
    if (fate) throw Problem.from(fate);
    if (!running) return this.#shown(await this.#files.read(id));
    if (running.progress) progress(running.progress);
    running.listeners.add(progress);
    const gone = new Promise<never>((_, reject) => {
      const giveUp = () => reject(new Problem("cancelled", "Cancelled."));
      if (signal.aborted) giveUp();
      signal.addEventListener("abort", giveUp, { once: true });
    });
    try {
      return this.#shown(await Promise.race([running.ended, gone]));
    } finally {
      running.listeners.delete(progress);
    }
  }

  async edit(id: string, change: Partial<Pick<KeptSearch, "name" | "note" | "removedAt">>) {
    const changed = { ...(await this.#files.read(id)), ...change };
    await this.#files.write(changed);
    this.#options.changed();
    return this.#shown(changed);
  }

  /** The searches of a dataset follow it to its new name. */
  async moveDataset(dataset: string, to: string): Promise<void> {
    const { searches } = await this.#files.all();
    for (const one of searches.filter((search) => search.dataset === dataset))
      await this.#files.write({ ...one, dataset: to, request: { ...one.request, dataset: to } });
    this.#options.changed();
  }

  /** Does the work of a search and keeps what it came to, whoever asked for it. What was found is returned, kept or not. */
  async keeping<K extends SearchKind>(
    kind: K,
    request: Record<string, unknown>,
    call: Pick<CallContext, "search">,
    work: () => Promise<ResultsByKind[K]>,
  ): Promise<ResultsByKind[K]> {
    const startedAt = new Date();
    const result = await work();
    const outcome = { kind, result } as Outcome;
    const { out, checkpoint: _, ...asked } = request;
    const known = call.search === undefined ? null : await this.#files.read(call.search).catch(() => null);
    const search = known ?? {
      ...blank(this.#newId(String(request.dataset), startedAt), kind, asked, startedAt),
      out: typeof out === "string" ? out : null,
      checkpoint: null,
    };
    const ended = {
      ...search,
      state: "done" as const,
      process: null,
      version: versionOf(outcome),
      headline: headlineOf(outcome),
      finishedAt: new Date().toISOString(),
    };
    await this.#files
      .finish(ended, result)
      .then(() => this.#files.prune(this.#options.limit()))
      .catch(() => undefined);
    this.#options.changed();
    return result;
  }

  async #go(search: StoredSearch): Promise<KeptSearch> {
    const started: StoredSearch = { ...search, state: "running", process: process.pid };
    await this.#files.write(started);
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const running: Running = {
      controller,
      listeners,
      progress: null,
      asked: null,
      ended: this.#run(started, controller.signal, (progress) => {
        running.progress = progress;
        for (const tell of listeners) tell(progress);
      }),
    };
    this.#running.set(started.id, running);
    running.ended
      .catch(() => undefined)
      .finally(() => {
        this.#running.delete(started.id);
        this.#options.changed();
      });
    this.#options.changed();
    return this.#shown(started);
  }

  async #run(
    search: StoredSearch,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<StoredSearch> {
    const { id, kind, request, out, checkpoint } = search;
    // The caller's answer goes first: a refusal must find somebody who follows.
    await new Promise(setImmediate);
    try {
      const complete = { ...request, ...(out ? { out } : {}), ...(checkpoint ? { checkpoint } : {}) };
      await this.#options.call(methodOf[kind], complete, { signal, onProgress, search: id });
      return await this.#files.read(id);
    } catch (error) {
      const problem = problemOf(error);
      const asked = this.#running.get(id)?.asked ?? null;
      // One that was paused before it had anything to keep begins again.
      const isKept = checkpoint !== null && (signal.aborted || existsSync(checkpoint));
      const canGoOn = isKept && !refusals.has(problem.code);
      if (asked === "cancel" || !canGoOn) {
        this.#fates.set(id, problem);
        await this.#drop(search);
      } else {
        const why = signal.aborted || problem.code === "cancelled" ? null : problem;
        const paused = { ...search, state: "paused" as const, process: null, problem: why };
        await this.#files.write(paused).catch(() => undefined);
        if (asked === "pause") return paused;
      }
      throw error;
    }
  }

  async #drop({ id, checkpoint }: StoredSearch): Promise<void> {
    if (checkpoint) await removeQuietly(checkpoint);
    await this.#files.forget(id).catch(() => undefined);
    this.#options.changed();
  }

  /** The record as others see it: what a program that is gone was running waits to go on. */
  #shown({ process: pid, out, checkpoint, ...search }: StoredSearch): KeptSearch {
    if (search.state !== "running" || this.#running.has(search.id)) return search;
    if (pid !== null && pid !== process.pid && processIsAlive(pid)) return search;
    return { ...search, state: "paused" };
  }

  /** "options-2023-20260102T030405", with a number behind where that is taken. */
  #newId(dataset: string, at: Date): string {
    const base = `${dataset}-${at.toISOString().replaceAll(/[-:]|\..*/g, "")}`;
    const isTaken = (id: string) =>
      this.#running.has(id) || this.#files.has(id) || existsSync(join(this.#options.home, "results", id));
    for (let n = 1; ; n += 1) {
      const id = n === 1 ? base : `${base}-${n}`;
      if (!isTaken(id)) return id;
    }
  }
}

function blank(id: string, kind: SearchKind, request: Record<string, unknown>, startedAt: Date) {
  return {
    id,
    kind,
    name: "",
    note: "",
    state: "running" as const,
    dataset: String(request.dataset),
    version: null,
    request,
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    problem: null,
    headline: null,
    takenOver: null,
    removedAt: null,
    process: null,
  };
}

import { Problem } from "../../../contract/problem.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import type { EngineSession } from "../../engine/session.ts";
import { hostMemory } from "../../host-resources.ts";
import type { AnalysisView } from "./analysis-view.ts";

/** A view on the engine, shared by calls that work on the same data. */
export interface OpenedView {
  readonly view: AnalysisView;
  readonly session: EngineSession;
}

/** Views of which the part that was asked for first is remembered. */
const partsKnown = 100;

interface Entry {
  readonly key: string;
  readonly opened: Promise<OpenedView>;
  /** Calls that wait for the opening, and what ends it when none does any more. */
  readonly waiting: Set<CallContext>;
  readonly given: AbortController;
  isOpen: boolean;
  bytes: number;
  users: number;
}

/**
 * The views used last, so that editing a portfolio by hand does not read the dataset again for every figure. Holds at
 * most `limit` views and a quarter of the memory that this process may have, but always the one in use. One thread.
 */
export class ViewCache {
  readonly #entries: Entry[] = [];
  readonly #derived = new WeakMap<AnalysisView, Map<string, Promise<unknown>>>();
  /** The part of a view that was asked for first, by the view's key. */
  readonly #parts = new Map<string, string>();
  readonly #limit: number;
  readonly #maxBytes: number;

  constructor(limit = 3, maxBytes = hostMemory().total / 4) {
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  /**
   * Runs `work` on the view of `key`, opening it first when it is not held. All calls that wait for an opening hear how far it
   * is; it is given up when the last of them is cancelled. Throws Problem "cancelled" as soon as `call` is.
   */
  async use<Result>(
    key: string,
    call: CallContext,
    open: (call: CallContext) => Promise<OpenedView>,
    work: (opened: OpenedView) => Promise<Result>,
  ): Promise<Result> {
    stopIfCancelled(call);
    const entry = this.#find(key) ?? this.#add(key, open);
    entry.users += 1;
    try {
      return await work(await this.#wait(entry, call));
    } finally {
      entry.users -= 1;
      this.#evict();
    }
  }

  /** Whether the view of `key` is open, or about to be. */
  holds(key: string): boolean {
    return this.#entries.some((entry) => entry.key === key);
  }

  /**
   * Whether a part of the view of `key` is better opened without the rest: the view is not held, and no other part of it was
   * asked for. Who asks for a second one goes on working with the view.
   */
  isOnlyPart(key: string, part: string): boolean {
    if (this.holds(key)) return false;
    const first = this.#parts.get(key) ?? part;
    this.#parts.delete(key);
    this.#parts.set(key, first);
    const [oldest] = this.#parts.keys();
    if (this.#parts.size > partsKnown && oldest !== undefined) this.#parts.delete(oldest);
    return first === part;
  }

  /**
   * What rests on a view alone, computed once and kept as long as the view is. `key` names it and stands for one type. A
   * computation that failed or was cancelled does not answer other calls, not even those that waited for it.
   */
  derived<Value>(view: AnalysisView, key: string, compute: () => Promise<Value>): Promise<Value> {
    const known = this.#derived.get(view) ?? new Map<string, Promise<unknown>>();
    this.#derived.set(view, known);
    const found = known.get(key);
    if (found) return (found as Promise<Value>).catch(() => this.derived(view, key, compute));
    const value = compute();
    known.set(key, value);
    value.catch(() => known.delete(key));
    return value;
  }

  /** Closes what nobody uses: for a cache that is given up. */
  close(): void {
    for (const entry of this.#entries.splice(0))
      entry.opened.then(({ session }) => session.close()).catch(() => undefined);
  }

  /** Moves the entry to the end: the order is that of last use. */
  #find(key: string): Entry | undefined {
    const at = this.#entries.findIndex((entry) => entry.key === key);
    if (at < 0) return undefined;
    const [entry] = this.#entries.splice(at, 1);
    if (entry) this.#entries.push(entry);
    return entry;
  }

  #add(key: string, open: (call: CallContext) => Promise<OpenedView>): Entry {
    const waiting = new Set<CallContext>();
    const given = new AbortController();
    const opened = open({
      signal: given.signal,
      progress: (progress) => {
        for (const call of waiting) call.progress(progress);
      },
    });
    const entry: Entry = { key, opened, waiting, given, isOpen: false, bytes: 0, users: 0 };
    this.#entries.push(entry);
    opened.then(
      ({ view, session }) => {
        entry.isOpen = true;
        // The rows, and as much again in the session.
        entry.bytes = view.matrix.observations * view.matrix.strategies * 16;
        // It was too late to end it.
        if (given.signal.aborted) session.close();
      },
      () => this.#drop(entry),
    );
    return entry;
  }

  async #wait(entry: Entry, call: CallContext): Promise<OpenedView> {
    if (entry.isOpen) return entry.opened;
    entry.waiting.add(call);
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    const leave = () => reject(new Problem("cancelled", "Cancelled."));
    call.signal.addEventListener("abort", leave);
    try {
      return await Promise.race([entry.opened, cancelled]);
    } finally {
      call.signal.removeEventListener("abort", leave);
      entry.waiting.delete(call);
      if (!entry.isOpen && entry.waiting.size === 0) {
        // Who asks from now on begins anew.
        this.#drop(entry);
        entry.given.abort();
      }
    }
  }

  #drop(entry: Entry): void {
    const at = this.#entries.indexOf(entry);
    if (at >= 0) this.#entries.splice(at, 1);
  }

  #evict(): void {
    const held = () => this.#entries.reduce((sum, entry) => sum + entry.bytes, 0);
    for (const entry of [...this.#entries]) {
      const isTooMuch =
        this.#entries.length > this.#limit || (this.#entries.length > 1 && held() > this.#maxBytes);
      if (!isTooMuch) return;
      if (entry.users > 0) continue;
      this.#drop(entry);
      entry.opened.then(({ session }) => session.close()).catch(() => undefined);
    }
  }
}

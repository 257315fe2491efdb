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

  /** Runs `work` on the view of `key`, opening it first when it is not held. */
  async use<Result>(
    key: string,
    open: () => Promise<OpenedView>,
    work: (opened: OpenedView) => Promise<Result>,
  ): Promise<Result> {
    const entry = this.#find(key) ?? this.#add(key, open);
    entry.users += 1;
    try {
      return await work(await entry.opened);
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

  #add(key: string, open: () => Promise<OpenedView>): Entry {
    const entry: Entry = { key, opened: open(), bytes: 0, users: 0 };
    this.#entries.push(entry);
    entry.opened.then(
      ({ view }) => {
        // The rows, and as much again in the session.
        entry.bytes = view.matrix.observations * view.matrix.strategies * 16;
      },
      () => this.#entries.splice(this.#entries.indexOf(entry), 1),
    );
    return entry;
  }

  #evict(): void {
    const held = () => this.#entries.reduce((sum, entry) => sum + entry.bytes, 0);
    for (const entry of [...this.#entries]) {
      const isTooMuch =
        this.#entries.length > this.#limit || (this.#entries.length > 1 && held() > this.#maxBytes);
      if (!isTooMuch) return;
      if (entry.users > 0) continue;
      this.#entries.splice(this.#entries.indexOf(entry), 1);
      entry.opened.then(({ session }) => session.close()).catch(() => undefined);
    }
  }
}

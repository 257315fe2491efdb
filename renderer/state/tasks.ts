import type { Progress } from "../../electron/contract/transport.ts";
import { createStore } from "./store.ts";

export interface RunningTask {
  readonly id: number;
  readonly title: string;
  readonly progress: Progress | null;
  cancel(): void;
}

const store = createStore<readonly RunningTask[]>([]);

let lastId = 0;

/** What this window has under way, for the status bar. */
export const tasks = {
  store,
  begin(title: string, cancel: () => void) {
    const id = ++lastId;
    store.set((present) => [...present, { id, title, progress: null, cancel }]);
    return {
      update: (progress: Progress) =>
        store.set((present) => present.map((task) => (task.id === id ? { ...task, progress } : task))),
      end: () => store.set((present) => present.filter((task) => task.id !== id)),
    };
  },
};

/** The line to the service. `lost` comes back by itself, `down` does not. */
export interface Line {
  readonly state: "up" | "lost" | "down";
  /** What happened, in words; stays after the line is back until the user has taken note of it. */
  readonly notice: string | null;
  /** How often the line came back: what was asked before is asked again. */
  readonly turn: number;
}
export const line = createStore<Line>({ state: "up", notice: null, turn: 0 });

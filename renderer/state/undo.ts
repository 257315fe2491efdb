import { createStore } from "./store.ts";

/** Something that the user did and can take back. */
export interface Step {
  /** What was done, in words. */
  readonly text: string;
  undo(): void;
  /** Does it again; a step without cannot be done again. */
  redo?: (() => void) | undefined;
}

interface Steps {
  /** What can be taken back, the latest last. */
  readonly done: readonly Step[];
  /** What was taken back and can be done again, the latest last. */
  readonly undone: readonly Step[];
}

/** More than anybody takes back one by one. */
const most = 200;

/** What was done in the window, the same for Ctrl+Z, the palette and the Undo of a message. */
export const steps = createStore<Steps>({ done: [], undone: [] });

/** A new step; what was taken back before cannot be done again after it. */
export function pushStep(step: Step): void {
  steps.set(({ done }) => ({ done: [...done, step].slice(-most), undone: [] }));
}

/**
 * Takes a step back, the latest where none is named. Returns it; undefined when there is none, or it was taken back already.
 */
export function undoStep(named?: Step): Step | undefined {
  const { done } = steps.get();
  const step = named ?? done.at(-1);
  if (!step || !done.includes(step)) return undefined;
  steps.set(({ done: all, undone }) => ({
    done: all.filter((one) => one !== step),
    undone: step.redo ? [...undone, step] : undone,
  }));
  step.undo();
  return step;
}

/** Does again what was taken back last. */
export function redoStep(): Step | undefined {
  const step = steps.get().undone.at(-1);
  if (!step?.redo) return undefined;
  steps.set(({ done, undone }) => ({ done: [...done, step], undone: undone.slice(0, -1) }));
  step.redo();
  return step;
}

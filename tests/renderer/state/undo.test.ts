import { expect, test } from "vitest";
import { pushStep, redoStep, steps, undoStep } from "../../../renderer/state/undo.ts";

test("steps are taken back and done again, the latest first; a new one ends what could be done again", () => {
  let value = 0;
  const add = (n: number) => {
    const redo = () => {
      value += n;
    };
    const undo = () => {
      value -= n;
    };
    redo();
    pushStep({ text: `add ${n}`, undo, redo });
  };
  add(1);
  add(10);
  expect(undoStep()?.text).toBe("add 10");
  expect(undoStep()?.text).toBe("add 1");
  expect(value).toBe(0);
  expect(undoStep()).toBeUndefined();
  expect(redoStep()?.text).toBe("add 1");
  expect(redoStep()?.text).toBe("add 10");
  expect(value).toBe(11);
  undoStep();
  add(100);
  expect(redoStep()).toBeUndefined();
  expect(value).toBe(101);
  // The Undo of an older message, once.
  const [first] = steps.get().done;
  expect(undoStep(first)).toBe(first);
  expect(undoStep(first)).toBeUndefined();
  expect(value).toBe(100);
});

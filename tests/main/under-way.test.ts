import type { BrowserWindow } from "electron";
import { beforeEach, expect, test, vi } from "vitest";

const shown: { title: string; body: string }[] = [];
let clicked = () => {};
const asked = vi.fn(() => 0);
vi.mock("electron", () => ({
  dialog: { showMessageBoxSync: asked },
  Notification: class {
    static isSupported = () => true;
    readonly options: { title: string; body: string };
    constructor(options: { title: string; body: string }) {
      this.options = options;
    }
    on(_name: string, listener: () => void) {
      clicked = listener;
    }
    show() {
      shown.push(this.options);
    }
  },
}));
const { WorkUnderWay } = await import("../../electron/main/under-way.ts");

function windowThat(state: { focused: boolean; minimised: boolean }) {
  const calls = { setProgressBar: vi.fn(), focus: vi.fn(), restore: vi.fn() };
  const window = { ...calls, isFocused: () => state.focused, isMinimized: () => state.minimised };
  return { ...calls, window: window as unknown as BrowserWindow };
}
beforeEach(() => {
  shown.length = 0;
  asked.mockClear();
});

test("the taskbar shows how far it is, that it is unknown, and nothing", () => {
  const { window, setProgressBar } = windowThat({ focused: true, minimised: false });
  const work = new WorkUnderWay();
  work.update({ titles: ["Searching"], fraction: 0.25 }, window);
  work.update({ titles: ["Searching"], fraction: null }, window);
  work.update({ titles: [], fraction: null }, window);
  expect(setProgressBar.mock.calls).toEqual([[0.25], [2], [-1]]);
});

test("what ends behind another window is said, and a click shows this one", () => {
  const { window, focus, restore } = windowThat({ focused: false, minimised: true });
  new WorkUnderWay().ended("Search ended", "10 portfolios", window);
  expect(shown).toMatchObject([{ title: "Search ended", body: "10 portfolios" }]);
  clicked();
  expect(restore).toHaveBeenCalledOnce();
  expect(focus).toHaveBeenCalledOnce();
});

test("nobody is told who looks at the window", () => {
  new WorkUnderWay().ended("Search ended", "", windowThat({ focused: true, minimised: false }).window);
  expect(shown).toEqual([]);
});

test("closing asks only while something runs, and does as it is answered", () => {
  const { window } = windowThat({ focused: true, minimised: false });
  const work = new WorkUnderWay();
  expect(work.mayClose(window)).toBe(true);
  expect(asked).not.toHaveBeenCalled();
  work.update({ titles: ["Searching", "Importing"], fraction: null }, window);
  expect(work.mayClose(window)).toBe(false);
  expect(asked).toHaveBeenCalledWith(
    window,
    expect.objectContaining({ message: "2 tasks are still running." }),
  );
  asked.mockReturnValueOnce(1);
  expect(work.mayClose(window)).toBe(true);
});

import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { viewKeep, viewList } from "../../../electron/contract/methods/view.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import type { ServiceEvent, Transport } from "../../../electron/contract/transport.ts";
import { followViews } from "../../../renderer/bridge/follow-views.ts";
import { type AnalysisView, analysisViews, currentDataset } from "../../../renderer/state/view.ts";
import { messages } from "../../../renderer/ui/toaster.tsx";

// Other files of this process have the same stores and messages.
afterEach(() => {
  vi.restoreAllMocks();
  analysisViews.set({});
  currentDataset.set(null);
});

/** A service that has these views and answers a call to keep one when it is told to, with a window that follows it. */
function following(has: ReturnType<typeof analysisViews.get>) {
  const service = { views: has };
  const kept: [string, AnalysisView][] = [];
  const answers: PromiseWithResolvers<object>[] = [];
  const listeners: ((event: ServiceEvent) => void)[] = [];
  const call = (method: unknown, request: { dataset: string; view: AnalysisView }) => {
    if (method === viewList) return Promise.resolve({ views: service.views });
    expect(method).toBe(viewKeep);
    kept.push([request.dataset, request.view]);
    answers.push(Promise.withResolvers());
    return answers.at(-1)?.promise;
  };
  const subscribe = (listener: (event: ServiceEvent) => void) => {
    listeners.push(listener);
    return () => listeners.splice(listeners.indexOf(listener), 1);
  };
  analysisViews.set(has);
  currentDataset.set("d");
  onTestFinished(followViews({ call, subscribe } as unknown as Transport));
  const changed = () => {
    for (const listener of listeners) listener({ kind: "views-changed" });
    return settled();
  };
  return { service, kept, answers, changed };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("what the window changes is kept, one after the other, and what is the service's is not sent back", async () => {
  const { kept, answers } = following({ d: { minConfidence: 10 } });
  analysisViews.set({ d: { minConfidence: 20 } });
  analysisViews.set({ d: { minConfidence: 30 }, e: { from: "2024-01-01" } });
  await settled();
  expect(kept).toEqual([["d", { minConfidence: 20 }]]);
  answers[0]?.resolve({});
  await settled();
  expect(kept[1]).toEqual(["d", { minConfidence: 30 }]);
  answers[1]?.resolve({});
  await settled();
  expect(kept[2]).toEqual(["e", { from: "2024-01-01" }]);
});

test("what another program keeps is shown and said of the dataset that is open, and not while a change is under way", async () => {
  const done = vi.spyOn(messages, "done").mockReturnValue();
  const { service, kept, answers, changed } = following({ d: { minConfidence: 10 } });
  service.views = { d: { minConfidence: 10 }, e: { minConfidence: 5 } };
  await changed();
  expect(analysisViews.get()).toEqual(service.views);
  expect(done).not.toHaveBeenCalled();
  service.views = { ...service.views, d: { minConfidence: 40 } };
  await changed();
  expect(analysisViews.get()).toEqual(service.views);
  expect(done.mock.calls).toEqual([["d: the view was changed elsewhere, and every screen shows it."]]);
  expect(kept).toEqual([]);

  analysisViews.set({ ...service.views, d: { minConfidence: 50 } });
  await changed();
  expect(analysisViews.get().d).toEqual({ minConfidence: 50 });
  await settled();
  answers[0]?.resolve({});
});

test("a dataset that goes to another name takes its view along without a word", async () => {
  const done = vi.spyOn(messages, "done").mockReturnValue();
  const { service, changed } = following({ d: { minConfidence: 10 } });
  service.views = { renamed: { minConfidence: 10 } };
  await changed();
  expect(done).not.toHaveBeenCalled();
});

test("a view that cannot be kept is said, but for that of a dataset that is gone", async () => {
  const failed = vi.spyOn(messages, "failed").mockReturnValue();
  const { answers } = following({});
  analysisViews.set({ d: { minConfidence: 20 } });
  await settled();
  answers[0]?.reject(new Problem("not-found", "There is no dataset d."));
  analysisViews.set({ d: { minConfidence: 30 } });
  await settled();
  answers[1]?.reject(new Error("The disk is full"));
  await settled();
  expect(failed.mock.calls).toEqual([["The view was not kept: The disk is full"]]);
});

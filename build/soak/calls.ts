import type { Window } from "./window.ts";

/** Files that are uploaded and imported: the whole table, and a small one. */
export interface Files {
  readonly whole: Uint8Array<ArrayBuffer>;
  readonly small: Uint8Array<ArrayBuffer>;
}

type Call = readonly [method: string, request: object];

/** Calls between two windows: one is closed and another opened, as people do. */
const callsOfWindow = 250;
const lookEvery = 1000;

const dataset = "soak";
const textOf = (number: number) => `Strategy_${number}`;

/** What screens ask for; `turn` lets every round ask for other strategies. */
function ofScreens(turn: number, names: readonly string[]): readonly Call[] {
  const member = (k: number) => names[(turn * 31 + k * 97) % names.length] ?? textOf(1);
  const members = [...new Set(Array.from({ length: 35 }, (_, k) => member(k)))];
  const portfolio = {
    id: `00000000-0000-4000-8000-${String(turn % 50).padStart(12, "0")}`,
    name: `p ${turn}`,
    ...{ dataset, members, weights: null, createdAt: "2024-01-01T00:00:00.000Z", found: null },
  };
  return [
    ["dataset.list", {}],
    ["dataset.open-summary", { dataset }],
    ["dataset.strategies", { dataset, search: String(turn % 100), limit: 200 }],
    ["dataset.cells", { dataset, strategies: members.slice(0, 5) }],
    ["dataset.history", { dataset }],
    ["portfolio.score", { dataset, members }],
    ["portfolio.series", { dataset, members }],
    ["portfolio.breakdown", { dataset, members }],
    ["portfolio.members", { dataset, members }],
    ["portfolio.save", { portfolio }],
    ["portfolio.list", {}],
    ["kelly.allocate", { dataset, members: members.slice(0, 10), ...sizing }],
    ["correlation.matrix", { dataset, members }],
    ["correlation.rolling", { dataset, members: members.slice(0, 10) }],
    ["strategy.curves", { dataset, strategies: members }],
    ["strategy.metrics", { dataset, strategies: members }],
    ["regime.summary", { dataset, members }],
    ["settings.list", {}],
    ["settings.set", { changes: { "jobs.concurrency": String(1 + (turn % 2)) } }],
    ["job.list", {}],
    ["monitor.runs", {}],
    ["engine.monitor", {}],
    ["view.list", {}],
  ];
}

/** The edge as recorded: measured in the whole table it takes a second. */
const sizing = { form: "growth", capital: 1_000_000, edge: "recorded" };

/** Calls that are refused. */
function refused(turn: number): readonly Call[] {
  return [
    ["dataset.open-summary", { dataset: `missing ${turn}` }],
    ["portfolio.score", { dataset, members: ["no such strategy"] }],
    ["dataset.cells", { dataset: "../../../etc", strategies: ["a"] }],
    ["no.method", { text: "x".repeat(1000) }],
  ];
}

const search = {
  kind: "rows",
  request: {
    ...{ dataset, minSize: 3, maxSize: 4, algorithms: ["hc"], evaluations: 2000 },
    ...{ objective: "ratio", verdict: { twins: 0 } },
  },
};

/** Work of the whole table, each once in so many rounds. */
async function wholeTable(window: Window, turn: number, files: Files): Promise<number> {
  const calls: Call[] = [];
  if (turn % 8 === 0) calls.push(["strategy.metrics", { dataset }]);
  if (turn % 16 === 4) calls.push(["group.strategies", { dataset, by: "weekday" }]);
  if (turn % 16 === 8)
    calls.push(["strategy.metrics", { dataset, minConfidence: turn % 40, metrics: ["roi"] }]);
  for (const [method, request] of calls) await window.call(method, request);
  let made = calls.length;
  if (turn % 64 === 2) {
    const { id } = (await window.call("search.start", search)) as { id: string };
    await window.call("search.follow", { id });
    await window.call("search.open", { id });
    await window.call("search.remove", { id });
    made += 4;
  }
  if (turn % 4 === 3) {
    const content = turn % 32 === 31 ? files.whole : files.small;
    const path = await window.upload("again.csv", content);
    await window.call("file.inspect", { file: path });
    await window.call("dataset.import", { files: [path], dataset: "again", replace: true });
    await window.call("dataset.rename", { dataset: "again", to: "other" });
    await window.call("dataset.delete", { dataset: "other" });
    await window.call("dataset.emptyTrash", {});
    made += 5;
  }
  if (turn % 8 === 5) {
    const { id } = (await window.call("job.submit", {
      method: "dataset.verify",
      request: { dataset },
    })) as { id: string };
    await window.call("job.get", { id });
    made += 2;
  }
  return made;
}

/** Makes so many calls through one window after another; `look` is called after every thousand. */
export async function makeCalls(
  total: number,
  open: (isFirst: boolean) => Promise<Window>,
  files: Files,
  look: (made: number) => Promise<void>,
): Promise<void> {
  let window = await open(true);
  const path = await window.upload("soak.csv", files.whole);
  await window.call("dataset.import", { files: [path], dataset });
  const { names } = (await window.call("dataset.strategies", { dataset, limit: 100_000 })) as {
    names: string[];
  };
  let made = 2;
  let opened = 0;
  for (let turn = 0; made < total; turn++) {
    const before = made;
    for (const [method, request] of ofScreens(turn, names)) {
      await window.call(method, request);
      made += 1;
    }
    for (const [method, request] of refused(turn)) {
      await window.refused(method, request);
      made += 1;
    }
    made += await wholeTable(window, turn, files);
    if (made - opened > callsOfWindow) {
      window.close();
      window = await open(false);
      opened = made;
    }
    if (Math.floor(made / lookEvery) > Math.floor(before / lookEvery)) await look(made);
  }
  window.close();
}

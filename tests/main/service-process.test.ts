import { EventEmitter } from "node:events";
import { beforeEach, expect, test, vi } from "vitest";
import type { Loss } from "../../electron/contract/desktop-bridge.ts";

interface Posted {
  readonly message: unknown;
  readonly ports: readonly unknown[] | undefined;
}

/** A process that keeps what is posted to it. */
class Child extends EventEmitter {
  readonly posted: Posted[] = [];
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly script: string;
  readonly args: readonly string[];
  constructor(script: string, args: readonly string[]) {
    super();
    this.script = script;
    this.args = args;
  }
  postMessage(message: unknown, ports?: readonly unknown[]): void {
    this.posted.push({ message, ports });
  }
  kill(): void {
    this.emit("exit", 15);
  }
}

const children: Child[] = [];
vi.mock("electron", () => ({
  BrowserWindow: class {},
  MessageChannelMain: class {
    readonly port1 = { end: 1 };
    readonly port2 = { end: 2 };
  },
  utilityProcess: {
    fork(script: string, args: readonly string[]) {
      const child = new Child(script, args);
      children.push(child);
      return child;
    },
  },
}));
const { startServiceProcess } = await import("../../electron/main/service-process.ts");

const losses: Loss[] = [];
const started = () => {
  children.length = 0;
  losses.length = 0;
  return startServiceProcess({ say: () => {}, onLoss: (loss) => losses.push(loss) });
};
/** The process that was started last. */
const newest = (): Child => {
  const child = children.at(-1);
  if (!child) throw new Error("no process was started");
  return child;
};
beforeEach(() => vi.restoreAllMocks());

test("a line has two ends: one goes to the service's process, the other to who asked", () => {
  expect(started().connect()).toEqual({ end: 2 });
  expect(newest().posted).toEqual([{ message: { kind: "client" }, ports: [{ end: 1 }] }]);
});

test("what the user gave is told to a process that is started again, before it has a line", () => {
  const service = started();
  service.chosen("/given/a.csv");
  expect(newest().posted).toEqual([{ message: { kind: "chosen", path: "/given/a.csv" }, ports: undefined }]);
  newest().emit("exit", 11);
  expect(losses).toMatchObject([{ restarted: true }]);
  service.connect();
  expect(newest().posted.map(({ message }) => message)).toEqual([
    { kind: "chosen", path: "/given/a.csv" },
    { kind: "client" },
  ]);
});

test("after five ends within a minute there is no line until it is started again", () => {
  const service = started();
  for (let count = 0; count < 5; count++) newest().emit("exit", 11);
  expect(losses.map(({ restarted }) => restarted)).toEqual([true, true, true, true, false]);
  expect(children).toHaveLength(5);
  expect(service.connect()).toBeNull();
  service.restart();
  expect(service.connect()).toEqual({ end: 2 });
});

test("ends that lie further apart are no row", () => {
  const now = vi.spyOn(Date, "now");
  started();
  for (let count = 0; count < 8; count++) {
    now.mockReturnValue(count * 20_000);
    newest().emit("exit", 11);
  }
  expect(losses.map(({ restarted }) => restarted)).toEqual(Array(8).fill(true));
});

test("one that is stopped is not started again, and nothing was lost", () => {
  started().stop();
  expect(children).toHaveLength(1);
  expect(losses).toEqual([]);
});

test("a backend is tried out in a process of its own, whose words are the reason", async () => {
  started();
  const service = newest();
  service.emit("message", { kind: "probe", library: "/libs/cuda.so" });
  expect(newest().script).toMatch(/probe\.js$/);
  expect(newest().args).toEqual(["/libs/cuda.so"]);
  newest().stderr.emit("data", "No NVIDIA driver is installed.\n");
  newest().emit("exit", 3);
  const answer = { works: false, reason: "No NVIDIA driver is installed." };
  await vi.waitFor(() =>
    expect(service.posted.at(-1)?.message).toEqual({ kind: "probed", library: "/libs/cuda.so", answer }),
  );
});

// Stands in for the desktop's main process and window: runs the packaged service of argv[2] in this Node, with data below
// argv[3], and asks it for a whole job. Ends with a sentence and exit code 1 when a call is answered with a problem.
import { spawnSync } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [app, home] = process.argv.slice(2);
mkdirSync(join(home, "results"), { recursive: true });
const parts = join(app, "dist", "electron");

/** The main process: tries backends out, in a process of its own. */
const parent = new EventEmitter();
parent.postMessage = ({ kind, library }) => {
  if (kind !== "probe") return;
  const { status, stderr } = spawnSync(process.execPath, [join(parts, "probe.js"), library], {
    encoding: "utf8",
  });
  const answer = status === 0 ? { works: true, seconds: 0 } : { works: false, reason: stderr };
  parent.emit("message", { data: { kind: "probed", library, answer }, ports: [] });
};
process.parentPort = parent;
process.env.TESSERA_HOME = home;
await import(pathToFileURL(join(parts, "service.js")).href);

/** The window's end of its port, and what waits for an answer. */
const waiting = new Map();
const port = new EventEmitter();
port.start = () => {};
port.postMessage = (message) => {
  if (message.kind === "result") waiting.get(message.id)?.resolve(message.result);
  if (message.kind === "problem") waiting.get(message.id)?.reject(new Error(message.problem.message));
};
parent.emit("message", { data: { kind: "client" }, ports: [port] });
const call = (method, request) =>
  new Promise((resolve, reject) => {
    const id = waiting.size + 1;
    waiting.set(id, { resolve, reject });
    port.emit("message", { data: { kind: "call", id, method, request } });
  });

try {
  const { backends } = await call("engine.report", {});
  if (!backends.some(({ used }) => used)) throw new Error("no backend is in use");
  await call("sample.write", { file: join(home, "sample.csv"), strategies: 200, observations: 60 });
  await call("dataset.import", { files: [join(home, "sample.csv")], dataset: "sample" });
  const search = { dataset: "sample", minSize: 5, maxSize: 5, algorithms: ["hc"], evaluations: 5000 };
  await call("search.run", { ...search, out: "results/first" });
  const pictures = readdirSync(join(home, "results", "first"), { recursive: true }).filter((name) =>
    name.endsWith(".png"),
  );
  if (pictures.length === 0) throw new Error("no picture was drawn");
  const { id } = await call("job.submit", { method: "dataset.verify", request: { dataset: "sample" } });
  for (let waited = 0; ; waited++) {
    const { state } = (await call("job.get", { id })).job;
    if (state === "completed") break;
    if (state === "failed" || waited === 100) throw new Error(`the job queue: a job is ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!existsSync(join(app, "dist", "renderer", "index.html")))
    throw new Error("the window is not in the package");
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

import processes from "node:child_process";
import { createHash } from "node:crypto";
import files, { mkdirSync, writeFileSync } from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import threads from "node:worker_threads";
import { afterAll, expect } from "vitest";

/**
 * What a test file depends on, written down as it runs, for npm test to know when it need not run (build/test/unchanged.mjs):
 * the modules that it imports, through any number of others; what it, or they, read, look for and list; the programs and
 * threads that are started. TESSERA_TEST_INPUTS names the folder for it; without one nothing is recorded.
 *
 * Files share a process, and what a module has read for one of them it may still know for the next. So of what was done for
 * an earlier file, each later one has what was done through a module that it imports itself, or through none of ours.
 */
interface Recorder {
  /** Each input, with the modules of ours that were at work when it was needed; "" is none. */
  readonly through: Map<string, Set<string>>;
  /** What the file at hand needed. */
  now: Set<string>;
}

interface Evaluated {
  readonly idToModuleMap: ReadonlyMap<string, unknown>;
  getModuleById(id: string): { readonly imports: ReadonlySet<string> } | undefined;
}

const root = join(import.meta.dirname, "..", "..");
/** Real data of others, where it is; it lies outside. */
const outside = process.env.TESSERA_REFERENCE_DATA;
const folder = process.env.TESSERA_TEST_INPUTS;
const here = import.meta.filename;
const recorderKey = Symbol.for("tessera.recorder");
const shared = globalThis as typeof globalThis & { [recorderKey]?: Recorder };

const isBelow = (path: string, place: string): boolean => path === place || path.startsWith(place + sep);
/** The lock file stands for packages; the rest is what tests and tools keep between runs. */
const apart = ["node_modules", ".cache", "test-results"].map((name) => join(root, name));
const isOurs = (path: string): boolean =>
  (isBelow(path, root) && !apart.some((place) => isBelow(path, place))) ||
  (outside !== undefined && isBelow(path, outside));

/** Our modules on the stack. */
function atWork(): string[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? "");
  const names = new Error().stack as unknown as readonly string[];
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  const found = names
    .map((name) => (name.startsWith("file:") ? fileURLToPath(name) : name))
    .filter((name) => name !== here && isOurs(name));
  return found.length > 0 ? found : [""];
}

function note(recorder: Recorder, kind: string, what: string): void {
  const input = `${kind} ${what}`;
  recorder.now.add(input);
  const modules = recorder.through.get(input) ?? new Set();
  for (const name of atWork()) modules.add(name);
  recorder.through.set(input, modules);
}

function notePath(recorder: Recorder, kind: string, path: unknown): void {
  if (typeof path !== "string" && !(path instanceof URL) && !Buffer.isBuffer(path)) return;
  const place = resolve(path instanceof URL ? fileURLToPath(path) : path.toString());
  if (isOurs(place)) note(recorder, kind, relative(root, place).replaceAll(sep, "/"));
}

/** Calls of node:fs by what is needed of their first argument; each also as a promise and as NAMESync. */
const calls = {
  file: [
    ...[
      "readFile",
      "open",
      "openAsBlob",
      "createReadStream",
      "access",
      "exists",
      "stat",
      "lstat",
      "realpath",
    ],
    ...["readlink", "copyFile", "watch", "watchFile"],
  ],
  list: ["readdir", "opendir"],
  below: ["cp", "symlink", "link"],
  tree: ["glob"],
} as const;

type Call = (...args: unknown[]) => unknown;

function wrap(holder: object, name: string, before: (args: readonly unknown[]) => void): void {
  const call: unknown = Reflect.get(holder, name);
  if (typeof call !== "function") return;
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    before(args);
    return (call as Call).apply(this, args);
  };
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(call));
  Reflect.set(holder, name, wrapped);
}

/** Programs that may read whatever there is; all others are ours, or are handed what they read by ours. */
const readsAll = /^(git|cmake|c\+\+|g\+\+|clang\S*|npm|npx)$/;

function noteProgram(recorder: Recorder, program: unknown, args: unknown): void {
  const words = [String(program), ...(Array.isArray(args) ? args.map(String) : [])];
  if (words.some((word) => readsAll.test(basename(word)))) note(recorder, "tree", "");
  else note(recorder, "program", "");
  if (words.some((word) => /\b(serve|desktop)\b/.test(word))) note(recorder, "window", "");
}

function noteCall(recorder: Recorder, kind: string, [path, options]: readonly unknown[]): void {
  const isDeep =
    kind === "list" && options !== null && typeof options === "object" && Reflect.get(options, "recursive");
  if (kind === "tree") note(recorder, kind, "");
  else notePath(recorder, isDeep ? "below" : kind, path);
}

function watch(recorder: Recorder): void {
  for (const [kind, names] of Object.entries(calls))
    for (const name of names)
      for (const [holder, spelled] of [
        [files, name],
        [files, `${name}Sync`],
        [files.promises, name],
      ] as const)
        wrap(holder, spelled, (args) => noteCall(recorder, kind, args));
  // The addon loads the libraries beside it.
  wrap(process, "dlopen", ([, path]) => notePath(recorder, "below", dirname(String(path))));
  wrap(processes.ChildProcess.prototype, "spawn", ([options]) => {
    const { file, args } = options as { readonly file?: unknown; readonly args?: unknown };
    noteProgram(recorder, file, args);
  });
  for (const name of ["spawnSync", "execFileSync", "execSync"])
    wrap(processes, name, ([program, args]) => noteProgram(recorder, program, args));
  threads.Worker = class extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof threads.Worker>) {
      note(recorder, "program", "");
      super(...args);
    }
  };
  syncBuiltinESMExports();
  // What is imported past Vite, by require among others.
  registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) notePath(recorder, "file", new URL(url));
      return next(url, context);
    },
  });
}

/** Every module that a file imports; of the first in its process all that were loaded, mocked ones among them. */
function modulesOf(file: string, isFirst: boolean): Set<string> {
  const { evaluatedModules } = Reflect.get(globalThis, "__vitest_worker__") as {
    evaluatedModules: Evaluated;
  };
  const found = new Set(isFirst ? evaluatedModules.idToModuleMap.keys() : [file]);
  for (const id of found)
    for (const next of evaluatedModules.getModuleById(id)?.imports ?? []) found.add(next);
  if (evaluatedModules.getModuleById(file) === undefined) throw new Error(`no modules are known of ${file}`);
  return new Set([...found].map((id) => id.replace(/^file:\/\//, "").replace(/[?#].*$/, "")).filter(isOurs));
}

function record(into: string, file: string): void {
  const isFirst = shared[recorderKey] === undefined;
  const recorder: Recorder = shared[recorderKey] ?? { through: new Map(), now: new Set() };
  if (isFirst) watch(recorder);
  shared[recorderKey] = recorder;
  recorder.now = new Set();
  afterAll(() => {
    const inputs = new Set(recorder.now);
    const modules = modulesOf(file, isFirst);
    for (const name of modules) inputs.add(`file ${relative(root, name).replaceAll(sep, "/")}`);
    for (const [input, through] of recorder.through)
      if (through.has("") || [...through].some((name) => modules.has(name))) inputs.add(input);
    mkdirSync(into, { recursive: true });
    const name = `${createHash("sha256").update(file).digest("hex")}.json`;
    writeFileSync(join(into, name), JSON.stringify({ file, inputs: [...inputs].sort() }));
  });
}

const file = expect.getState().testPath;
if (folder !== undefined && file !== undefined) record(folder, file);

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus } from "node:os";
import { dirname, join, relative } from "node:path";
import { filesUnder } from "../native/fingerprint.mjs";

/** Where a run leaves what its tests needed, and does not count itself. */
export const inputsVariable = "TESSERA_TEST_INPUTS";

/** What the result of every test may depend on: libraries, how tests are run, how what they import is read. */
const ofAll = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "config/tooling/",
  "tests/support/cases.ts",
];
/**
 * Of what programs and threads of ours may read, all but what the window is made of, which `serve` and a desktop read. Of
 * tests/ all but the tests: some start a script that lies beside them.
 */
const ofPrograms = ["bin/", "build/", "config/", "electron/", "examples/", "native/", "tests/"];
const isTest = (file) => /\.test\.tsx?$/.test(file);

/** Of what a spec may read, beside itself and all that is built. */
const ofSpecs = [
  ...["bin/", "config/", "electron/", "examples/", "renderer/"],
  ...["tests/golden/", "tests/support/", "tests/electron-double/"],
];
const isSpec = (file) => file.endsWith(".spec.ts");

/**
 * Results that hold until what they depend on differs, each under a name; those of a kind lie in a folder of .cache/tests.
 * `more` is what all of them depend on that is not in the repository.
 */
export class PassedBefore {
  #root;
  #folder;
  #more;
  #start = Date.now();
  #known = new Map();
  #tree;

  constructor(root, kind, more = []) {
    this.#root = root;
    this.#more = more;
    this.#folder = join(root, ".cache", "tests", kind);
  }

  /** Which of these files are left to run, what the others came to, and a line that says how many they are. */
  sort(files, isAll) {
    const found = files.map((file) => ({
      file,
      known: isAll ? undefined : this.find(relative(this.#root, file)),
    }));
    const known = found.flatMap((one) => one.known ?? []);
    return {
      left: found.filter((one) => !one.known).map(({ file }) => file),
      passed: known.reduce((sum, { passed }) => sum + passed, 0),
      skipped: known.flatMap(({ skipped = [] }) => skipped),
      line: `${known.length} of ${files.length} files unchanged since they passed\n`,
    };
  }

  /** What was kept of it, or undefined where that is no longer so, or cannot be read. */
  find(name) {
    try {
      const { inputs, key, ...result } = JSON.parse(readFileSync(this.#fileOf(name), "utf8"));
      return this.#keyOf(inputs) === key ? result : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a result, unless something that it depends on was written after this began: then nobody knows which it has seen. */
  keep(name, inputs, result) {
    const file = this.#fileOf(name);
    if (this.#tracked() === undefined || inputs.some((input) => this.#isNewer(input)))
      return this.forget(name);
    mkdirSync(dirname(file), { recursive: true });
    // In one piece or not at all.
    writeFileSync(`${file}.part`, JSON.stringify({ ...result, key: this.#keyOf(inputs), inputs }));
    renameSync(`${file}.part`, file);
  }

  forget(name) {
    rmSync(this.#fileOf(name), { force: true });
  }

  #fileOf(name) {
    return join(this.#folder, `${createHash("sha256").update(name).digest("hex").slice(0, 32)}.json`);
  }

  #keyOf(inputs) {
    const told = Object.entries(process.env)
      .filter(
        ([name]) => /^(TESSERA_|LC_|(TZ|LANG|CI|NODE_OPTIONS|PATH)$)/.test(name) && name !== inputsVariable,
      )
      .toSorted();
    const hash = createHash("sha256").update(
      JSON.stringify([process.version, process.platform, process.arch, cpus()[0]?.model, told, this.#more]),
    );
    for (const input of ["all", ...inputs]) hash.update(`\n${input} ${this.#stateOf(input)}`);
    return hash.digest("hex");
  }

  /** How an input is now: a word that differs when the input does. */
  #stateOf(input) {
    if (!this.#known.has(input)) this.#known.set(input, this.#look(input));
    return this.#known.get(input);
  }

  #look(input) {
    const [kind, path] = partsOf(input);
    if (kind !== "file" && kind !== "list")
      return digest(this.#filesOf(input).map((file) => `${file} ${this.#stateOf(`file ${file}`)}`));
    const place = join(this.#root, path);
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return "absent";
    if (kind === "list") return stat.isDirectory() ? digest(namesIn(place)) : "no folder";
    if (stat.isDirectory()) return "folder";
    // What lies beside the repository can be large.
    return path.startsWith("..") ? `${stat.size} ${stat.mtimeMs}` : digest([readFileSync(place)]);
  }

  #isNewer(input) {
    const [kind, path] = partsOf(input);
    const places = kind === "file" || kind === "list" ? [path] : this.#filesOf(input);
    return places.some((place) => {
      const stat = statSync(join(this.#root, place), { throwIfNoEntry: false });
      return stat !== undefined && stat.isDirectory() === (kind === "list") && stat.ctimeMs > this.#start;
    });
  }

  /** The files that an input of several stands for. */
  #filesOf(input) {
    const [kind, path] = partsOf(input);
    const tree = this.#tracked() ?? [];
    const among = (places) => tree.filter((file) => places.some((place) => file.startsWith(place)));
    switch (kind) {
      case "all":
        return among(ofAll);
      case "program":
        return [
          ...among(ofPrograms).filter((file) => !isTest(file)),
          ...this.#built(["hosts", "native", "electron"]),
        ];
      case "window":
        return [...among(["renderer/"]), ...this.#built(["renderer"])];
      case "specs":
        return [
          ...among(ofSpecs),
          ...among(["e2e/"]).filter((file) => !isSpec(file)),
          ...this.#built(["hosts", "native", "electron", "renderer"]),
        ];
      case "tree":
        return [...tree, ...this.#built(["hosts", "native", "electron", "renderer"])];
      case "below":
        return this.#below(path);
      default:
        throw new Error(`no such input: ${input}`);
    }
  }

  #built(folders) {
    return folders.flatMap((name) => this.#below(join("dist", name)));
  }

  #below(path) {
    const place = join(this.#root, path);
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return [path];
    return filesUnder(place)
      .map((file) => relative(this.#root, file))
      .sort();
  }

  /** Files of the repository, those that are not committed among them; undefined where git does not know. */
  #tracked() {
    this.#tree ??= trackedFiles(this.#root);
    return this.#tree ?? undefined;
  }
}

const digest = (parts) =>
  parts.reduce((hash, part) => hash.update(part).update("\n"), createHash("sha256")).digest("hex");

/** Its kind, and its place in the repository. */
function partsOf(input) {
  const at = input.indexOf(" ");
  return at < 0 ? [input, ""] : [input.slice(0, at), input.slice(at + 1)];
}

/** Names in a folder, but those that tools keep between runs. */
const namesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => !/^(node_modules|test-results|\.cache|\.native|\.git)$/.test(name))
    .sort();

function trackedFiles(root) {
  const { status, stdout } = spawnSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    },
  );
  return status === 0 ? [...new Set(stdout.split("\0").filter(Boolean))].sort() : null;
}

/** What recorded tests left in a folder: of each file what it needed. */
export function inputsIn(folder) {
  if (!existsSync(folder)) return new Map();
  const records = filesUnder(folder).map((file) => JSON.parse(readFileSync(file, "utf8")));
  return new Map(records.map(({ file, inputs }) => [file, inputs]));
}

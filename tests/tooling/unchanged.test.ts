import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const { PassedBefore, inputsIn, inputsVariable } = await import(join(root, "build", "test", "unchanged.mjs"));
const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `tessera-${name}-`));

describe("what passed counts until something that it depends on differs", () => {
  const result = { passed: 3 };

  /** A repository of two tests with a helper each, one of which reads data and lists a folder. */
  async function repository() {
    const folder = temporary("unchanged");
    onTestFinished(() => rmSync(folder, { recursive: true }));
    spawnSync("git", ["init", "-q"], { cwd: folder });
    writeFileSync(join(folder, ".gitignore"), ".cache/\ndist/\n");
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    const names = ["a.test.ts", "b.test.ts", "helper-a.ts", "helper-b.ts", "data/one.csv", "bin/program.js"];
    for (const name of [...names, "docs/page.md", "dist/renderer/page.js", "package-lock.json"])
      write(name, "1");
    await untilLater();
    const inputs = {
      "a.test.ts": [
        "file a.test.ts",
        "file helper-a.ts",
        "file data/one.csv",
        "list data",
        "file data/none.csv",
      ],
      "b.test.ts": ["file b.test.ts", "file helper-b.ts", "program "],
    };
    const opened = (kind = "unit") => new PassedBefore(folder, kind);
    const keep = (before = opened()) => {
      for (const [name, needed] of Object.entries(inputs)) before.keep(name, needed, result);
    };
    /** Which of the two have to be run. */
    const stale = () => Object.keys(inputs).filter((name) => opened().find(name) === undefined);
    return { folder, write, opened, keep, stale, inputs };
  }

  /** What is written from now on is newer than all that is there. */
  const untilLater = () => new Promise((resolve) => setTimeout(resolve, 20));

  it.each([
    ["its own file", "a.test.ts", ["a.test.ts"]],
    ["a helper", "helper-b.ts", ["b.test.ts"]],
    ["data that it reads", "data/one.csv", ["a.test.ts"]],
    ["a file in a folder that it lists", "data/two.csv", ["a.test.ts"]],
    ["a file that it looked for in vain", "data/none.csv", ["a.test.ts"]],
    ["what a program that it starts may read", "bin/program.js", ["b.test.ts"]],
    ["a script beside a test, which it may start", "tests/support/child.ts", ["b.test.ts"]],
    ["another test", "tests/other.test.ts", []],
    ["a page that neither reads", "docs/page.md", []],
    ["the window that neither opens", "dist/renderer/page.js", []],
    ["the lock file", "package-lock.json", ["a.test.ts", "b.test.ts"]],
  ])("%s", async (_, changed, expected) => {
    const { write, keep, stale } = await repository();
    expect(stale()).toEqual(["a.test.ts", "b.test.ts"]);
    keep();
    expect(stale()).toEqual([]);
    write(changed, "2");
    expect(stale()).toEqual(expected);
    write(changed, "1");
    expect(stale()).toEqual(/two|none|child/.test(changed) ? expected : []);
  });

  it("an environment variable of ours", async () => {
    const { keep, stale } = await repository();
    keep();
    process.env.TESSERA_UNCHANGED = "1";
    onTestFinished(() => {
      delete process.env.TESSERA_UNCHANGED;
    });
    expect(stale()).toEqual(["a.test.ts", "b.test.ts"]);
  });

  it("a failure, which is not kept, and another kind of tests", async () => {
    const { keep, stale, opened } = await repository();
    keep();
    opened().forget("a.test.ts");
    expect(stale()).toEqual(["a.test.ts"]);
    expect(opened("end-to-end").find("b.test.ts")).toBeUndefined();
    expect(opened().find("b.test.ts")).toEqual(result);
  });

  it("a file that is written while they run, whatever its date says", async () => {
    const { folder, write, keep, stale, opened } = await repository();
    const before = opened();
    await untilLater();
    write("helper-a.ts", "2");
    utimesSync(join(folder, "helper-a.ts"), 1, 1);
    keep(before);
    expect(stale()).toEqual(["a.test.ts"]);
  });

  it("a record that is torn, and one of nothing", async () => {
    const { folder, keep, stale } = await repository();
    const kept = join(folder, ".cache", "tests", "unit");
    for (const length of [40, 0]) {
      keep();
      expect(stale()).toEqual([]);
      for (const name of readdirSync(kept)) truncateSync(join(kept, name), length);
      expect(stale()).toEqual(["a.test.ts", "b.test.ts"]);
    }
  });

  it("says which are left, and what the others came to", async () => {
    const { folder, write, keep, opened, inputs } = await repository();
    keep();
    write("helper-a.ts", "2");
    const files = Object.keys(inputs).map((name) => join(folder, name));
    const line = "1 of 2 files unchanged since they passed\n";
    expect(opened().sort(files, false)).toEqual({ left: [files[0]], passed: 3, skipped: [], line });
    expect(opened().sort(files, true)).toMatchObject({ left: files, passed: 0 });
  });
});

describe("what a test file needs is recorded as it runs", () => {
  const here = "tests/tooling/inputs";
  const needed = new Map<string, readonly string[]>();

  beforeAll(() => {
    const folder = temporary("inputs");
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const args = [vitest, "run", "--config", join(import.meta.dirname, "inputs", "vitest.config.ts")];
    const env = { ...process.env, [inputsVariable]: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stdout + stderr);
    for (const [file, inputs] of inputsIn(folder) as Map<string, string[]>)
      needed.set(file.replace(/^.*\//, ""), inputs);
    rmSync(folder, { recursive: true });
  });

  it("modules, through others and imported late, and what they read", () => {
    expect(needed.get("1-reads.ts")).toEqual(
      expect.arrayContaining([
        ...["1-reads.ts", "kept-data.ts", "late.ts", "data.txt", "absent.txt"].map(
          (name) => `file ${here}/${name}`,
        ),
        `list ${here}`,
        "below docs/decisions",
      ]),
    );
    expect(needed.get("1-reads.ts")?.some((input) => /program|tree|window/.test(input))).toBe(false);
  });

  it("what a module has read for an earlier file of the process", () => {
    expect(needed.get("2-is-told.ts")).toContain(`file ${here}/data.txt`);
    expect(needed.get("2-is-told.ts")).not.toContain(`list ${here}`);
  });

  it("programs and threads, and which of them open the window or may read all", () => {
    expect(needed.get("3-starts.ts")).toEqual(expect.arrayContaining(["program ", "window ", "tree "]));
    expect(needed.get("3-starts.ts")).not.toContain(`file ${here}/data.txt`);
    expect(needed.get("4-thread.ts")).toContain("program ");
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../../electron/contract/problem.ts";
import type { CommandEntry, DefineCommand } from "../../../electron/hosts/cli/run-cli.ts";
import { runLine } from "./support/run-line.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-cli-"));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Runs a line of arguments with commands that are made here. */
async function run(line: readonly string[], commands: Record<string, DefineCommand>) {
  const loaded: string[] = [];
  const entries = Object.entries(commands).map(([name, define]): CommandEntry => {
    const load = async () => {
      loaded.push(name);
      return define;
    };
    return { name, summary: `summary of ${name}`, load };
  });
  return { ...(await runLine(line, home, entries)), loaded };
}

const echo: DefineCommand = (command, session) => {
  command
    .argument("<word>")
    .option("--loud")
    .action((word: string, options) => session.print({ word, ...options }, () => `echo ${word}`));
};
const fails: DefineCommand = (command) => {
  command.action(async () => {
    throw new Problem("bad-input", "Line 3 is short.", {
      file: "a.csv",
      line: 3,
      column: "x",
      remedy: "Fill it.",
    });
  });
};

describe("runCli", () => {
  it("prints a result whose files are missing, says why, and fails", async () => {
    const short: DefineCommand = (command, session) => {
      command.action(async () => {
        await session.print({ best: 1 }, () => "best 1");
        session.shortfall({ code: "disk-full", message: "The disk is full.", remedy: "Free space." });
      });
    };
    const text = await run(["short"], { short });
    expect(text).toMatchObject({ code: 1, stdout: "best 1\n" });
    expect(text.stderr).toContain("The disk is full.");
    const json = await run(["short", "--json"], { short });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual({ best: 1 });
  });

  it("loads the module of the command that is run and no other", async () => {
    expect(await run(["--home", "fails", "echo", "hi", "--loud"], { echo, fails })).toEqual({
      code: 0,
      stdout: "echo hi\n",
      stderr: "",
      loaded: ["echo"],
    });
    expect((await run(["--help"], { echo, fails })).loaded).toEqual([]);
  });

  it("lists the commands, and the options of one", async () => {
    const all = await run(["--help"], { echo, fails });
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toContain("summary of fails");
    for (const line of [
      ["echo", "--help"],
      ["help", "echo"],
    ]) {
      const one = await run(line, { echo, fails });
      expect(one).toMatchObject({ code: 0 });
      expect(one.stdout).toContain("--loud");
      expect(one.stdout).toContain("--home <dir>");
    }
  });

  it("prints JSON when asked, wherever the option stands", async () => {
    for (const line of [
      ["--json", "echo", "hi"],
      ["echo", "hi", "--json"],
    ]) {
      expect(JSON.parse((await run(line, { echo })).stdout)).toEqual({ word: "hi" });
    }
  });

  it.each([
    ["no command", [], "Usage: tessera"],
    ["an unknown command", ["ecko", "hi"], "Did you mean echo?"],
    ["an unknown option", ["echo", "hi", "--laud"], "Did you mean --loud?"],
    ["a missing argument", ["echo"], "missing required argument 'word'"],
    ["one argument too many", ["echo", "a", "b"], "too many arguments"],
    ["a global option without its value", ["echo", "a", "--home"], "argument missing"],
  ])("ends with 2 and says why: %s", async (_name, line, text) => {
    const { code, stdout, stderr } = await run(line, { echo });
    expect(code).toBe(2);
    expect(stderr + stdout).toContain(text);
  });

  it("ends with 1 and says what failed, where, and what to do", async () => {
    const { code, stdout, stderr } = await run(["fails"], { fails });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toBe("tessera: Line 3 is short.\n  a.csv, line 3, column x\n  Fill it.\n");
  });

  it("gives the failure as JSON too", async () => {
    const { code, stdout } = await run(["fails", "--json"], { fails });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      problem: {
        code: "bad-input",
        message: "Line 3 is short.",
        file: "a.csv",
        line: 3,
        column: "x",
        remedy: "Fill it.",
      },
    });
  });

  it("ends with 2 for a setting that is not allowed, before anything starts", async () => {
    const settings: DefineCommand = (command, session) => {
      command.action(async () => void (await session.settings()));
    };
    const { code, stderr } = await run(["settings", "--set", "serch.seed=1"], { settings });
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean [search]?");
    expect((await run(["settings", "--threads", "two"], { settings })).code).toBe(2);
    expect((await run(["settings", "--settings", join(home, "none.ini")], { settings })).code).toBe(1);
  });

  it("takes several --set, and --threads as one of them", async () => {
    const settings: DefineCommand = (command, session) => {
      command.action(async () => {
        const all = await session.settings();
        await session.print([all.get("search.seed"), all.get("general.threads")], String);
      });
    };
    const line = ["settings", "--set", "search.seed=4", "--threads", "3", "--set", "search.seed=5"];
    expect((await run(line, { settings })).stdout).toBe("5,3\n");
  });
});

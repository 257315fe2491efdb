import { execFile, execFileSync, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("starts programs in each way", async () => {
  expect(spawnSync(process.execPath, ["--version"]).status).toBe(0);
  expect(execFileSync("git", ["--version"], { encoding: "utf8" })).toContain("git");
  const { stdout } = await promisify(execFile)(process.execPath, ["--print", "'serve'"]);
  expect(stdout).toBe("serve\n");
});

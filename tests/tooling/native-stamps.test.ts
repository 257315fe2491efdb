import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const script: string = join(import.meta.dirname, "..", "..", "build", "native", "run-tests.mjs");
const { runOne } = await import(script);

it("a native program that passed is not run again until it differs, or has failed meanwhile", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-stamps-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const says = (text: string) => writeFileSync(join(folder, "program.mjs"), `console.log("${text}")`);
  const run = async (key: string, force = false) => {
    const launch = () => ({ command: [process.execPath], env: {} });
    const one = { name: "one", program: join(folder, "program.mjs"), key };
    const { passed, failed, kept } = await runOne(one, join(folder, "stamp"), { force, launch });
    return { passed, failed, kept };
  };
  says("3 passed, 0 failed");
  expect(await run("a")).toEqual({ passed: 3, failed: 0, kept: false });
  expect(await run("a")).toEqual({ passed: 3, failed: 0, kept: true });
  expect(await run("b")).toEqual({ passed: 3, failed: 0, kept: false });
  // The same program, by chance.
  says("2 passed, 1 failed");
  expect(await run("b")).toEqual({ passed: 3, failed: 0, kept: true });
  expect(await run("b", true)).toEqual({ passed: 2, failed: 1, kept: false });
  expect(await run("b")).toEqual({ passed: 2, failed: 1, kept: false });
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../../service/datasets/support/temporary-home.ts";
import { runLine } from "./support/run-line.ts";

/** Command lines, and what is said of each: what is wrong, where, and what to do. */
const refused: readonly (readonly [string, RegExp])[] = [
  [
    "metrics d --portfolio NONE",
    /^tessera: The portfolio file \S+none does not exist\.\n {2}\S+none\n {2}Check the path\.$/m,
  ],
  [
    "metrics d --portfolio HOME",
    /^tessera: The portfolio file \S+ is a folder, not a file\.\n.*\n {2}Give a file\.$/m,
  ],
  ["search d --constraints NONE", /The constraints file \S+ does not exist\.\n.*\n {2}Check the path\./],
  ["search d --config NONE", /The configuration \S+ does not exist\.\n.*\n {2}Check the path\./],
  ["--settings NONE datasets", /The settings file \S+ does not exist\.\n.*\n {2}Check the path\./],
  ["jobs submit search.run @NONE", /The request \S+ does not exist\.\n.*\n {2}Check the path\./],
  ["inspect CSV --mapping MAPPING", /The mapping \S+ does not exist\.\n.*\n {2}Check the path\./],
  ["jobs show x", /There is no job x\.\n {2}tessera jobs list shows them\./],
  ["metrics d --from tomorrow", /from: it must be a date written YYYY-MM-DD/],
  ["clusters d --factors 99", /factors: it must be at most 64/],
  ["clusters d --factors 0", /factors: it must be at least 1/],
  ["metrics d --limit -3", /'-3' is invalid\. It must be 0 or more\./],
  [
    "view d --from 2024-01-02",
    /nothing says what to do with it\.\n {2}Keep it in place of the one that was kept: --keep\./,
  ],
];

test("what cannot be done is refused with what is wrong and what to do", async () => {
  const home = await temporaryHome();
  const [csv, none] = [join(home, "t.csv"), join(home, "none")];
  await writeFile(csv, "Date,A,B\n2024-01-01,1,2\n2024-01-02,-3,4\n");
  await runLine(["import", csv, "--dataset", "d", "--no-luck"], home);
  const places: Readonly<Record<string, string>> = {
    NONE: none,
    MAPPING: `${none}.json`,
    "@NONE": `@${none}`,
    HOME: home,
    CSV: csv,
  };
  for (const [line, says] of refused) {
    const { code, stderr } = await runLine(
      line.split(" ").map((word) => places[word] ?? word),
      home,
    );
    expect(code, line).not.toBe(0);
    expect(stderr, line).toMatch(says);
  }
  expect((await runLine(["view", "d", "--from", "2024-01-02", "--keep"], home)).stdout).toContain(
    "2024-01-02",
  );
  expect((await runLine(["view", "d"], home)).stdout).toContain("2024-01-02");
});

test("a message that names a whole file is cut", async () => {
  const home = await temporaryHome();
  const csv = join(home, "t.csv");
  await writeFile(csv, "Date,A,B\n2024-01-01,1,2\n2024-01-02,-3,4\n");
  await runLine(["import", csv, "--dataset", "d", "--no-luck"], home);
  const names = join(home, "names.txt");
  await writeFile(names, "x".repeat(100_000));
  const { stderr } = await runLine(["score", "d", "--portfolio", names], home);
  expect(stderr).toContain(`${"x".repeat(1000)}`);
  expect(stderr.length).toBeLessThan(2300);
});

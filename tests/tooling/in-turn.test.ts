import { join } from "node:path";
import { expect, it } from "vitest";

const script: string = join(import.meta.dirname, "..", "..", "build", "test", "run.mjs");
const { inTurn, run } = await import(script);

it("parts side by side are heard one after another, each whole, the first as it speaks", () => {
  const heard: string[] = [];
  const [one, two, three] = inTurn(3, (text: string) => heard.push(text));
  two.write("two begins, ");
  one.write("one begins, ");
  expect(heard.join("")).toBe("one begins, ");
  three.write("three, ");
  three.end();
  two.write("two goes on, ");
  one.write("one goes on, ");
  one.end();
  expect(heard.join("")).toBe("one begins, one goes on, two begins, two goes on, ");
  two.write("two ends, ");
  two.end();
  expect(heard.join("")).toBe("one begins, one goes on, two begins, two goes on, two ends, three, ");
});

it("a part is told what its programs say on either stream, and they let others pass", async () => {
  const heard: string[] = [];
  const says = 'console.log(os.getPriority()); console.error("why"); process.exit(3)';
  const told = { write: (text: string) => heard.push(text), niceness: 19 };
  const { status, output } = await run(process.execPath, ["-e", says], { told });
  expect(status).toBe(3);
  expect(heard.join("")).toContain("why");
  if (process.platform === "linux") expect(output).toBe("19\n");
});

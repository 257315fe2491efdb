import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { registrations } from "../../electron/service/registrations.ts";

const service = join(import.meta.dirname, "../../electron/service");
const files = globSync("**/*.ts", { cwd: service }).filter((file) => file !== "handler.ts");
/** Every `register(` of the service: the method's constant, the name the registration is exported by, the file. */
const registered = files.flatMap((file) =>
  [
    ...readFileSync(join(service, file), "utf8").matchAll(/(?:export const (\w+) = )?\bregister\(\s*(\w+)/g),
  ].map(([, name, method = ""]) => ({ method, name, file })),
);
const camel = (method: string) => method.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** handlers/correlation.ts holds "correlation.*"; handlers/dataset/open-summary.ts holds "dataset.open-summary". */
function holds(file: string, method: string): boolean {
  const [family = "", rest = ""] = method.split(/\.(.*)/);
  const folder = dirname(file);
  if (basename(folder) === "handlers") return basename(file) === `${family}.ts`;
  return (
    basename(dirname(folder)) === "handlers" && basename(folder) === family && basename(file) === `${rest}.ts`
  );
}

describe("handlers are found by their method", () => {
  it.each(registrations.map(({ method }) => method.name))("%s", (method) => {
    const own = registered.filter((one) => one.method === camel(method));
    expect(own.map(({ name }) => name)).toEqual([`${camel(method)}Handler`]);
    for (const { file } of own) expect(holds(file, method), file).toBe(true);
  });

  it("and nothing else is registered", () => {
    const known = new Set(registrations.map(({ method }) => camel(method.name)));
    expect(registered.filter(({ method }) => !known.has(method))).toEqual([]);
    expect(new Set(registrations.map(({ method }) => method.name)).size).toBe(registrations.length);
  });
});

it("what lasts is a job", () => {
  expect(registrations.filter(({ method }) => method.lasting && !method.job)).toEqual([]);
});

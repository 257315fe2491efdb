import { expect, it } from "vitest";
import { operationNames } from "../../../electron/service/engine/accounts.ts";
import { operationWords } from "../../../renderer/screens/engine/operation-words.ts";

it("has words for every operation, none of them a technical name", () => {
  const names = operationNames.filter((name) => name !== undefined);
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(operationWords(name), name).toMatch(/^[A-Z][A-Za-z& ]+$/);
  expect(operationWords("correlation-reduce")).toBe("Correlation of all pairs");
});

it("writes a name out that it does not know", () => {
  expect(operationWords("new-thing")).toBe("New thing");
});

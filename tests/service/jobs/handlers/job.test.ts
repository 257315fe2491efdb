import { expect, it } from "vitest";
import { describeMethods } from "../../../../electron/service/jobs/handlers/job.ts";
import { registrations } from "../../../../electron/service/registrations.ts";

const methods = registrations.map(({ method }) => method);

it("describes every method of the product as JSON", () => {
  const described = describeMethods(methods, undefined).methods;
  expect(described).toHaveLength(methods.length);
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
});

it("says which fields of a request must be there", () => {
  const [search] = describeMethods(methods, "search.run").methods;
  const schema = search?.request as { properties: object; required: string[] };
  expect(Object.keys(schema.properties)).toContain("algorithms");
  expect(schema.required).toEqual(["dataset"]);
});

it("names the way out for an unknown method", () => {
  expect(() => describeMethods(methods, "search.walk")).toThrow("no method search.walk");
});

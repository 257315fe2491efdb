import { z } from "zod";
import type { Method, ResultOf } from "../../contract/method.ts";
import type { jobMethods } from "../../contract/methods/job.ts";
import { Problem } from "../../contract/problem.ts";

/** The methods by name, each with the JSON Schema of what a caller may write. Throws Problem "not-found". */
export function describeMethods(
  methods: readonly Method[],
  name: string | undefined,
): ResultOf<typeof jobMethods> {
  const chosen = methods.filter((method) => name === undefined || method.name === name);
  if (chosen.length === 0) {
    throw new Problem("not-found", `There is no method ${name} that a job can call.`, {
      remedy: "tessera jobs methods lists them.",
    });
  }
  return {
    methods: chosen
      .map((method) => ({
        name: method.name,
        summary: method.summary,
        request: z.toJSONSchema(method.request, { io: "input", unrepresentable: "any" }),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

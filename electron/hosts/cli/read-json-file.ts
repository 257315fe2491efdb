import type { z } from "zod";
import { Problem } from "../../contract/problem.ts";
import { readTextFile } from "./read-text-file.ts";

/** A JSON file checked against a schema. Throws Problem "not-found", "unreadable" or "bad-input" with what is wrong. */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  what: string,
): Promise<z.infer<Schema>> {
  const text = await readTextFile(file, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem("bad-input", `The ${what} is not JSON: ${(error as Error).message}`, { file });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`,
  );
  throw new Problem("bad-input", `The ${what} is not right: ${issues.join("; ")}`, { file });
}

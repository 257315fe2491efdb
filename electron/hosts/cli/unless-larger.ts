import { Problem } from "../../contract/problem.ts";
import type { CliSession } from "./session.ts";

/** What stands beside a result: left out with a word, null, when the table does not fit in memory. */
export async function unlessLarger<Value>(
  session: CliSession,
  asked: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await asked();
  } catch (error) {
    if (!(error instanceof Problem) || error.report.code !== "out-of-memory") throw error;
    session.note(error.message);
    return null;
  }
}

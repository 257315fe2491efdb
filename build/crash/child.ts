// Does one operation on a data root and ends: what crash.ts kills.   node child.ts HOME OPERATION
import { mkdirSync } from "node:fs";
import { problemOf } from "../../electron/contract/problem.ts";
import { operations, serviceOn } from "./operations.ts";

const [home = "", name = ""] = process.argv.slice(2);
const service = serviceOn(home);
// The program is loaded, and what it needs for that is not what is tried.
if (process.env.FAULT_BEGIN) mkdirSync(process.env.FAULT_BEGIN, { recursive: false });
try {
  await operations[name]?.run(service);
  process.exit(0);
} catch (error) {
  console.log(JSON.stringify(problemOf(error)));
  process.exit(1);
}

// The window and the queue say it the same way.
export { problemOf } from "../contract/problem.ts";

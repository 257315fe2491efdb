import { Problem } from "../../contract/problem.ts";

/** A file of a dataset that is not as it was written. */
export function damagedFile(path: string, why: string): Problem {
  return new Problem("damaged", `The dataset file ${path} is damaged: ${why}`, {
    file: path,
    remedy:
      "Run `tessera verify --repair`, go back with `tessera rollback`, or import the source file again.",
  });
}

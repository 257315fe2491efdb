import { dirname } from "node:path";
import { Problem } from "../../../contract/problem.ts";

/** What the operating system said about a file or folder, as a Problem with a way out. A Problem passes unchanged. */
export function diskProblem(error: unknown, path: string, doing: string): Problem {
  if (error instanceof Problem) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const text = error instanceof Error ? error.message : String(error);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new Problem("disk-full", `The disk is full: ${doing} ${path} was not possible.`, {
        file: path,
        remedy: "Free space on this disk or choose another data folder (--home). Nothing was changed.",
      });
    case "ENOENT":
      if (doing === "writing") {
        return new Problem("not-found", `There is no folder ${dirname(path)}.`, {
          file: path,
          remedy: "Make the folder, or choose another one.",
        });
      }
      return new Problem("not-found", `${path} does not exist.`, { file: path, remedy: "Check the path." });
    case "EISDIR":
      return new Problem("unreadable", `${path} is a folder, not a file.`, {
        file: path,
        remedy: "Give a file.",
      });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new Problem("unreadable", `No permission for ${doing} ${path}.`, {
        file: path,
        remedy: "Ask for access to it, or choose another data folder (--home).",
      });
    default:
      return new Problem("unreadable", `${doing} ${path} failed: ${text}`, { file: path });
  }
}

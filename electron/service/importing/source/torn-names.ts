import type { FileDialect } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import type { SourceText } from "./head.ts";

const couldBe = ["windows-1252", "gbk", "shift_jis", "windows-1251"] as const;

/**
 * Names with bytes that are none of the text's encoding, which only its beginning was looked at for. Throws Problem "bad-input"
 * when nobody said what it is.
 */
export function tornNames(
  names: readonly string[],
  { path, encoding }: Pick<SourceText, "path" | "encoding">,
  said: FileDialect["encoding"],
): Finding[] {
  const torn = [...new Set(names.filter((name) => name.includes("\ufffd")))];
  const [first] = torn;
  if (first === undefined) return [];
  const message = `${counted(torn.length, "name", "have")} bytes that are not ${encoding}`;
  if (said !== "auto")
    return [{ kind: "encoding", count: torn.length, message, examples: torn.slice(0, 20) }];
  throw new Problem("bad-input", `${path} begins as ${encoding}, but ${message}, such as "${first}".`, {
    file: path,
    remedy: `Say how it is encoded (--encoding ${couldBe.join(", ")}, ...), or take it as it is (--encoding ${encoding}).`,
    question: {
      cells: torn.slice(0, 3),
      answers: [
        ...couldBe.map((one) => ({ label: one, say: { dialect: { encoding: one } } })),
        { label: "Take the names as they are", say: { dialect: { encoding } } },
      ],
    },
  });
}

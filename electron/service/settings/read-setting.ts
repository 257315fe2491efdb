import { Problem, type ProblemReport } from "../../contract/problem.ts";
import { nearestWord } from "./nearest-word.ts";
import type { Setting } from "./setting.ts";

/** Text to a checked value. Throws Problem "bad-setting" that says what is allowed. */
export function readSetting<Value>(
  key: string,
  setting: Setting<Value>,
  text: string,
  place: Pick<ProblemReport, "file" | "line"> = {},
): Value {
  const parsed = setting.parse(text);
  const checked = parsed === undefined ? undefined : setting.schema.safeParse(parsed);
  if (checked?.success) return checked.data;
  const unit = setting.unit ? ` (${setting.unit})` : "";
  const words = setting.allowed.startsWith("one of ") ? setting.allowed.slice(7).split(", ") : [];
  const near = nearestWord(text, words);
  throw new Problem("bad-setting", `${key} = ${text} is not allowed: it must be ${setting.allowed}${unit}.`, {
    ...place,
    remedy: near ? `Did you mean ${near}?` : `The default is ${setting.format(setting.default)}.`,
  });
}

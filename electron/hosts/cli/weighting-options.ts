import { type Command, InvalidArgumentError } from "commander";
import { type CorrelationWeighting, correlationWeighting } from "../../contract/correlation.ts";

const forms = "confidence, regime=NAME, recent or recent=HALF-LIFE";

/** "confidence", "regime=Calm", "recent=21" */
function readWeighting(text: string): CorrelationWeighting {
  const at = text.indexOf("=");
  const kind = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? undefined : text.slice(at + 1).trim();
  const read = correlationWeighting.safeParse({
    kind,
    ...(kind === "regime" && value !== undefined ? { regime: value } : {}),
    ...(kind === "recent" && value !== undefined ? { halfLife: Number(value) } : {}),
  });
  const isPlain = kind !== "confidence" || value === undefined;
  if (!read.success || !isPlain) throw new InvalidArgumentError(`It is one of ${forms}.`);
  return read.data;
}

/** How much each observation counts in a correlation; not --confidence-weighted, which scales P&L. */
export function addWeightingOption(command: Command): Command {
  return command.option("--weighting <how>", `how much each observation counts: ${forms}`, readWeighting);
}

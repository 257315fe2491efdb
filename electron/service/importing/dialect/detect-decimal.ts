import type { Delimiter } from "./detect-delimiter.ts";

/** The last separator is `sign` and cannot close a group of three: "1,5", "0,125", "1.234,56". */
function onlyDecimal(sign: "." | ","): RegExp {
  const end = sign === "." ? "\\." : ",";
  return new RegExp(`^[+-]?(0?${end}\\d+|[\\d.,' ]*${end}(\\d{1,2}|\\d{4,}))(e[+-]?\\d+)?$`, "i");
}

/** Decimal sign of numbers, by counting the cells that can only have a point, or only a comma. */
export function detectDecimal(cells: readonly string[], delimiter: Delimiter): "." | "," {
  const [isPoint, isComma] = [onlyDecimal("."), onlyDecimal(",")];
  const points = cells.filter((text) => isPoint.test(text)).length;
  const commas = cells.filter((text) => isComma.test(text)).length;
  if (points !== commas) return commas > points ? "," : ".";
  // "1,500" alone says nothing; programs that separate cells by semicolons or tabs write decimal commas.
  const onlyCommas = cells.some((text) => text.includes(",")) && !cells.some((text) => text.includes("."));
  return onlyCommas && delimiter !== "," ? "," : ".";
}

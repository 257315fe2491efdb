import { formatFigure } from "../../electron/charts/parts/format.ts";

/** A whole number with thousands grouped and what it counts: "25,544 strategies". */
export function Count({ value, of, plural }: { value: number; of: string; plural?: string }) {
  return (
    <span>
      {formatFigure(value)} {value === 1 ? of : (plural ?? `${of}s`)}
    </span>
  );
}

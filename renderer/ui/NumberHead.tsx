import type { ReactNode } from "react";
import { tip } from "./tip.ts";

interface NumberHeadProps {
  readonly children: ReactNode;
  readonly unit?: string;
  /** What the figures are, lines separated by "\n". */
  readonly explain?: string;
}

/** Heading of a table's column of numbers. */
export function NumberHead({ children, unit, explain }: NumberHeadProps) {
  return (
    <th scope="col" className="number">
      {explain ? <span {...tip(explain)}>{children}</span> : children}
      {unit && (
        <>
          {" "}
          <span className="unit">{unit}</span>
        </>
      )}
    </th>
  );
}

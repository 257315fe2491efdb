import type { ReactNode } from "react";
import { tip } from "./tips.tsx";
import "./tables.css";

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

interface CellContextProps {
  readonly label: string;
  /** Heading over the rows' names. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
  /** The cell that all of this is about. */
  readonly row: number;
  readonly column: number;
}

/** A cell among its neighbours: its row and column are marked, it most of all. */
export function CellContext({ label, corner, columns, rows, row, column }: CellContextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled from the keyboard
    <section className="cell-context" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <NumberHead>{corner}</NumberHead>
            {columns.map((name, at) => (
              <th scope="col" key={name} className={at === column ? "cell-column" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head, cells }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of equal dates have equal heads; they never move
            <tr key={index} className={index === row ? "cell-row" : undefined}>
              <th scope="row" className="number">
                {head}
              </th>
              {columns.map((name, at) => (
                <td
                  key={name}
                  className={
                    at !== column ? undefined : index === row ? "cell-column cell-itself" : "cell-column"
                  }
                >
                  {cells[at] || <span className="faint">(blank)</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

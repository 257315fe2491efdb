import { type ReactNode, useId } from "react";
import "./field.css";
import { tip } from "./tip.ts";

interface FieldProps {
  readonly label: string;
  readonly unit?: string;
  readonly explain?: string;
  /** Gets the id that the control must have. */
  readonly children: (id: string) => ReactNode;
}

/** One line of a form: label at the left, control and unit at the right. */
export function Field({ label, unit, explain, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} {...(explain ? tip(explain) : {})}>
        {label}
      </label>
      <div className="field-control">
        {children(id)}
        {unit && <span className="field-unit">{unit}</span>}
      </div>
    </div>
  );
}

import { type ReactNode, useId } from "react";
import "./panel.css";
import { useScrollFocus } from "./use-scroll-focus.ts";

interface PanelProps {
  readonly title?: string;
  /** A count or a unit beside the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** The content touches the panel's edges (tables, maps). */
  readonly flush?: boolean;
}

/** A surface with a heading. Its body scrolls when it is given less room than it needs. */
export function Panel({ title, note, actions, children, className = "", flush = false }: PanelProps) {
  const id = useId();
  const scroll = useScrollFocus();
  return (
    <section className={`panel ${className}`} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header className="panel-head">
          {title && (
            <h2 className="panel-title truncate" id={id}>
              {title}
            </h2>
          )}
          {note !== undefined && <span className="panel-note truncate">{note}</span>}
          {actions && <div className="panel-actions">{actions}</div>}
        </header>
      )}
      <div ref={scroll} className={flush ? "panel-body panel-flush" : "panel-body"}>
        {children}
      </div>
    </section>
  );
}

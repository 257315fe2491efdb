import type { ReactNode } from "react";
import "./screen.css";
import { useScrollFocus } from "./use-scroll-focus.ts";

interface ScreenProps {
  readonly title: string;
  /** What is looked at: the dataset, how much of it. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame that every screen has: heading, what it acts on, its actions, its content. */
export function Screen({ title, subtitle, actions, children }: ScreenProps) {
  const scroll = useScrollFocus();
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{title}</h1>
        {subtitle && <div className="screen-subtitle truncate">{subtitle}</div>}
        {actions && <div className="screen-actions">{actions}</div>}
      </header>
      <div className="screen-body" ref={scroll}>
        {children}
      </div>
    </div>
  );
}

import { type KeyboardEvent, type ReactNode, useCallback, useId } from "react";
import "./panels.css";
import { ViewChips } from "./ViewChips.tsx";

/** Without a change for so long, content has come to rest. */
const quietMs = 200;

/**
 * A ref for an area that may scroll: while its content is larger than itself it can be focused, so that arrow keys scroll it.
 * It never is when there is nothing to scroll, which would only be one more stop on the way.
 */
export function useScrollFocus(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const update = () => {
      const taller = element.scrollHeight > element.clientHeight + 1;
      const wider = element.scrollWidth > element.clientWidth + 1;
      if (taller || wider) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    };
    const sizes = new ResizeObserver(update);
    sizes.observe(element);
    // The first of several changes, and once they have ended: between, as while a table scrolls, each look would cost a layout.
    let waiting = 0;
    const content = new MutationObserver(() => {
      if (waiting === 0) update();
      clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        waiting = 0;
        update();
      }, quietMs);
    });
    content.observe(element, { childList: true, subtree: true, characterData: true });
    update();
    return () => {
      sizes.disconnect();
      content.disconnect();
      clearTimeout(waiting);
    };
  }, []);
}

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
        {subtitle && (
          <div
            className="screen-subtitle truncate"
            {...(typeof subtitle === "string" ? { title: subtitle } : {})}
          >
            {subtitle}
          </div>
        )}
        <ViewChips />
        {actions && <div className="screen-actions">{actions}</div>}
      </header>
      <div className="screen-body" ref={scroll}>
        {children}
      </div>
    </div>
  );
}

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
          {note !== undefined && (
            <span className="panel-note truncate" {...(typeof note === "string" ? { title: note } : {})}>
              {note}
            </span>
          )}
          {actions && <div className="panel-actions">{actions}</div>}
        </header>
      )}
      <div ref={scroll} className={flush ? "panel-body panel-flush" : "panel-body"}>
        {children}
      </div>
    </section>
  );
}

interface TabStripProps {
  /** What is chosen between, for screen readers. */
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly title: string }[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** Tabs over a part of a screen that is drawn elsewhere. Arrow keys move between them. */
export function TabStrip({ label, tabs, selected, onSelect }: TabStripProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onSelect(next.id);
    event.currentTarget.querySelectorAll("button")[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className="tab-strip" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === selected}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

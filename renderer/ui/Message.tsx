import type { ReactNode } from "react";
import "./message.css";

interface MessageProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** "alert" is read out at once. */
  readonly role?: "alert" | "status";
}

/** One thing said in the middle of an area that has nothing else to show. */
export function Message({ icon, title, children, actions, role }: MessageProps) {
  return (
    <div className="message" role={role}>
      {icon && <div className="message-icon">{icon}</div>}
      <h2 className="message-title">{title}</h2>
      {children && <div className="message-text">{children}</div>}
      {actions && <div className="message-actions">{actions}</div>}
    </div>
  );
}

import type { ReactNode } from "react";
import "./messages.css";
import { Button, ProgressBar, type ProgressBarProps } from "@blueprintjs/core";
import { Issue } from "@blueprintjs/icons";
import type { ProblemReport } from "../../electron/contract/problem.ts";
import type { Progress } from "../../electron/contract/transport.ts";
import { plainPaths, withoutFlags } from "./text.ts";

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

interface ProblemViewProps {
  readonly problem: ProblemReport;
  readonly onRetry?: () => void;
}

/** A failure in place of what could not be shown: what happened, where, what to do. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  const where = [
    problem.file && plainPaths(problem.file),
    problem.line === undefined ? null : `line ${problem.line}`,
    problem.column === undefined ? null : `column ${problem.column}`,
  ].filter(Boolean);
  return (
    <Message
      role="alert"
      icon={<Issue size={28} className="loss" />}
      title={plainPaths(problem.message)}
      actions={onRetry && <Button text="Try again" onClick={onRetry} />}
    >
      {where.length > 0 && <p className="mono">{where.join(", ")}</p>}
      {problem.remedy && <p>{withoutFlags(plainPaths(problem.remedy))}</p>}
    </Message>
  );
}

interface ProgressLineProps extends Pick<ProgressBarProps, "className"> {
  /** 0..1; undefined while it is not known. */
  readonly fraction: number | undefined;
}

/** How far something is, full while that is not known. Stripes would move, which draws sixty frames a second. */
export function ProgressLine({ fraction, ...look }: ProgressLineProps) {
  return (
    <ProgressBar
      aria-label="Progress"
      {...look}
      {...(fraction === undefined ? {} : { value: fraction })}
      stripes={false}
      animate={false}
    />
  );
}

interface LoadingProps {
  readonly what: string;
  readonly progress?: Progress | null;
}

/** An area that waits. Shows nothing for the first 150 ms, so that quick answers do not flash. */
export function Loading({ what, progress }: LoadingProps) {
  return (
    <div className="loading" role="status" aria-label={progress?.stage ?? what}>
      <div className="loading-text">{progress?.stage ?? what}</div>
      <ProgressLine className="loading-bar" fraction={progress?.fraction} />
      {progress?.detail && <div className="faint">{progress.detail}</div>}
    </div>
  );
}

interface TaskLineProps {
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly problem: ProblemReport | null;
}

/** How far something is that was started here, or why it failed. */
export function TaskLine({ running, progress, problem }: TaskLineProps) {
  return (
    <>
      {running && <ProgressLine fraction={progress?.fraction} />}
      {problem && (
        <p className="loss" role="alert">
          {plainPaths(problem.message)} {withoutFlags(plainPaths(problem.remedy ?? ""))}
        </p>
      )}
    </>
  );
}

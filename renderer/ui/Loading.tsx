import type { Progress } from "../../electron/contract/transport.ts";
import "./loading.css";
import { ProgressLine } from "./ProgressLine.tsx";

interface LoadingProps {
  readonly what: string;
  readonly progress?: Progress | null;
}

/** An area that waits. Shows nothing for the first 150 ms, so that quick answers do not flash. */
export function Loading({ what, progress }: LoadingProps) {
  return (
    <div className="loading" role="status" aria-label={progress?.stage ?? what}>
      <div className="loading-text">{progress?.stage ?? what}</div>
      <ProgressLine
        className="loading-bar"
        fraction={progress?.fraction}
        animate={progress?.fraction === undefined}
      />
      {progress?.detail && <div className="faint">{progress.detail}</div>}
    </div>
  );
}

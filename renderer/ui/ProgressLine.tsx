import { ProgressBar, type ProgressBarProps } from "@blueprintjs/core";

interface ProgressLineProps extends Pick<ProgressBarProps, "className" | "animate"> {
  /** 0..1; undefined while it is not known. */
  readonly fraction: number | undefined;
}

/** How far something is; moves to and fro while that is not known. */
export function ProgressLine({ fraction, ...look }: ProgressLineProps) {
  return (
    <ProgressBar
      aria-label="Progress"
      {...look}
      {...(fraction === undefined ? {} : { value: fraction })}
      stripes={false}
    />
  );
}

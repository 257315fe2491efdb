import { Button } from "@blueprintjs/core";
import { useEffect, useState } from "react";
import type { Task } from "../../bridge/use-task.ts";
import { Message, ProgressLine } from "../../ui/messages.tsx";
import { formatBytes, formatDuration } from "../../ui/text.ts";

interface ImportProgressProps {
  readonly task: Task;
  /** Of the files, when it is known: gives a rate. */
  readonly bytes: number | undefined;
}

/** A running import: what is being done, how fast, how long it will take, and a way out. */
export function ImportProgress({ task, bytes }: ImportProgressProps) {
  const [start] = useState(() => performance.now());
  const [now, setNow] = useState(start);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const { progress } = task;
  const fraction = progress?.fraction;
  const seconds = (now - start) / 1000;
  const known = fraction !== undefined && fraction > 0.02 && seconds > 0.5;
  const rate = known && bytes !== undefined ? formatBytes((bytes * fraction) / seconds) : null;
  return (
    <Message
      title={progress?.stage ?? "Importing"}
      actions={<Button text="Cancel" onClick={task.cancel} />}
      role="status"
    >
      <ProgressLine fraction={fraction} />
      <p>
        {[
          progress?.detail,
          rate && `${rate.text} ${rate.unit} per second`,
          known && `${formatDuration((seconds * (1 - fraction)) / fraction)} left`,
        ]
          .filter(Boolean)
          .join(", ") || " "}
      </p>
    </Message>
  );
}

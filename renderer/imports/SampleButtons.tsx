import { Button } from "@blueprintjs/core";
import { sampleDataset } from "../../electron/contract/methods/sample.ts";
import { useHost } from "../bridge/host.ts";
import { useTask } from "../bridge/use-task.ts";
import { goTo } from "../state/route.ts";
import { currentDataset } from "../state/view.ts";
import { TaskLine } from "../ui/messages.tsx";
import { messages } from "../ui/toaster.tsx";
import "./sample.css";

/** An invented dataset of the size of a real one, one press away: for whoever has no file at hand. */
export function SampleButtons() {
  const { transport } = useHost();
  const task = useTask("Making an invented dataset");
  const make = async (zones: boolean) => {
    const dataset = zones ? "invented-options-zones" : "invented-options";
    const made = await task.run((tools) => transport.call(sampleDataset, { dataset, zones }, tools));
    if (!made) return;
    currentDataset.set(made.dataset.name);
    messages.done(
      `${made.dataset.name} is there: ${made.dataset.strategies.toLocaleString("en-US")} invented strategies.`,
    );
    goTo("strategies");
  };
  return (
    <div className="sample">
      <p className="muted">
        No file at hand? An invented dataset has the shape of a real one: 25,544 index option strategies in
        rupees, 82 weeks.
      </p>
      <div className="sample-buttons">
        <Button text="Try an invented dataset" disabled={task.running} onClick={() => void make(false)} />
        <Button
          variant="minimal"
          text="With four zones a day"
          disabled={task.running}
          onClick={() => void make(true)}
        />
        {task.running && <Button variant="minimal" text="Cancel" onClick={task.cancel} />}
      </div>
      <TaskLine {...task} />
      {task.running && <p className="faint">{task.progress?.stage ?? "Starting"}</p>}
    </div>
  );
}

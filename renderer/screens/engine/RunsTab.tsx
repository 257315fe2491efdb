import { Button, Callout, type Intent, Tag } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { monitorDoctor, monitorRuns } from "../../../electron/contract/methods/monitor.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Bytes } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { backendName, formatMoment } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";

type Run = ResultOf<typeof monitorRuns>["runs"][number];

/** A week: what was told before is history. */
const ALERT_MS = 7 * 24 * 60 * 60 * 1000;

/** What runs took, of this window and of every other process on the data root, and what was told of them. */
export function RunsTab() {
  const { data, problem, reload } = useResult(monitorRuns, { limit: 200 }, [
    "alerts-changed",
    "jobs-changed",
  ]);
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what="Reading the runs" />;
  const recent = data.alerts.filter(({ at }) => Date.now() - Date.parse(at) < ALERT_MS);
  return (
    <div className="engine-tab">
      {recent.map(({ at, kind, text }) => (
        <Callout key={`${at} ${kind} ${text}`} intent="warning" compact>
          {formatMoment(at)}: {text}
        </Callout>
      ))}
      <Panel title="Runs" note={`the newest ${formatFigure(data.runs.length)}`} flush>
        <table className="lane-table runs">
          <thead>
            <tr>
              <th scope="col">Began</th>
              <th scope="col">What</th>
              <th scope="col">Dataset</th>
              <NumberHead>Took</NumberHead>
              <NumberHead explain={"Bytes read\nBy the whole process meanwhile"}>Read</NumberHead>
              <NumberHead explain={"Bytes written\nBy the whole process meanwhile"}>Written</NumberHead>
              <NumberHead explain={"Memory\nThe most that the process was seen to hold"}>Memory</NumberHead>
              <th scope="col">On</th>
            </tr>
          </thead>
          <tbody>
            {data.runs.map((run) => (
              <RunRow key={`${run.at} ${run.process} ${run.method}`} run={run} />
            ))}
          </tbody>
        </table>
        {data.runs.length === 0 && <p className="muted">Nothing has run yet.</p>}
      </Panel>
    </div>
  );
}

function RunRow({ run }: { run: Run }) {
  const stages = run.stages.map((one) => `${one.name}: ${formatDuration(one.seconds)}`).join("\n");
  return (
    <tr>
      <td>{formatMoment(run.at)}</td>
      <th scope="row">
        <span {...tip(`${run.method}\n${stages}`)}>{run.title}</span>
        {run.problem && <span className="loss"> {run.problem.message}</span>}
      </th>
      <td>{run.dataset ?? "–"}</td>
      <td className="number">{formatDuration(run.seconds)}</td>
      <td className="number">{run.bytesRead === null ? "–" : <Bytes value={run.bytesRead} />}</td>
      <td className="number">{run.bytesWritten === null ? "–" : <Bytes value={run.bytesWritten} />}</td>
      <td className="number">
        <Bytes value={run.peakMemoryBytes} />
      </td>
      <td>{run.backends.map(backendName).join(", ") || "–"}</td>
    </tr>
  );
}

type Check = ResultOf<typeof monitorDoctor>["checks"][number];
const tags = {
  ok: { text: "in order", intent: "success" },
  warning: { text: "look at it", intent: "warning" },
  failed: { text: "failed", intent: "danger" },
} as const satisfies Readonly<Record<Check["state"], { text: string; intent: Intent }>>;

/** Whether everything that the installation needs is there. */
export function DoctorPanel() {
  const { data, problem, reload } = useResult(monitorDoctor, {});
  return (
    <Panel
      title="Installation"
      note={data && (data.healthy ? "in order" : "something failed")}
      actions={<Button variant="minimal" text="Look again" onClick={reload} />}
      flush
    >
      {problem && <ProblemView problem={problem} onRetry={reload} />}
      {!data && !problem && <Loading what="Looking at the installation" />}
      {data && (
        <table className="lane-table runs">
          <tbody>
            {data.checks.map(({ name, state, detail, remedy }) => (
              <tr key={`${name} ${detail}`}>
                <td>
                  <Tag minimal intent={tags[state].intent}>
                    {tags[state].text}
                  </Tag>
                </td>
                <th scope="row">{name}</th>
                <td>
                  {detail}
                  {remedy && <div className="muted">{remedy}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

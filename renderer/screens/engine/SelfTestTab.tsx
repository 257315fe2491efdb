import { Button, Tag } from "@blueprintjs/core";
import { Tick } from "@blueprintjs/icons";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { engineSelfTest } from "../../../electron/contract/methods/engine.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useTask } from "../../bridge/use-task.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { backendName } from "../../ui/text.ts";

type Report = ResultOf<typeof engineSelfTest>;

/** Figures that others have published, computed here on every backend and compared. */
export function SelfTestTab() {
  const { transport } = useHost();
  const task = useTask("Checking the backends");
  const [report, setReport] = useState<Report | null>(null);
  const run = async () => {
    const answer = await task.run((tools) => transport.call(engineSelfTest, {}, tools));
    if (answer) setReport(answer);
  };
  if (task.problem) return <ProblemView problem={task.problem} onRetry={() => void run()} />;
  if (task.running) return <Loading what="Computing published figures" progress={task.progress} />;
  if (!report)
    return (
      <Message
        icon={<Tick size={28} />}
        title="Does this machine compute right?"
        actions={
          <Button intent="primary" text="Check against published figures" onClick={() => void run()} />
        }
      >
        Figures that the test suites of other libraries publish are computed on every backend and compared.
      </Message>
    );
  return (
    <div className="engine-tab">
      {report.backends.map((backend) => (
        <Panel
          key={backend.name}
          title={backendName(backend.name)}
          note={`${formatFigure(backend.checks.filter(({ passed }) => passed).length)} of ${formatFigure(backend.checks.length)} in ${formatDuration(backend.seconds)}`}
          flush
          actions={
            <>
              <Tag intent={backend.passed ? "success" : "danger"}>{backend.passed ? "Passed" : "Failed"}</Tag>
              <Button variant="minimal" size="small" text="Again" onClick={() => void run()} />
              <CopyMenu title={`Self-test ${backend.name}`} csv={() => csvOf(backend)} />
            </>
          }
        >
          <table className="lane-table self-test">
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">Published by</th>
                <NumberHead>Published</NumberHead>
                <NumberHead>Computed</NumberHead>
                <NumberHead>May differ</NumberHead>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {backend.checks.map((check) => (
                <tr key={`${check.name} ${check.source}`}>
                  <th scope="row">{check.name}</th>
                  <td className="muted truncate" title={check.source}>
                    {check.source}
                  </td>
                  <td className="number mono">{check.expected.toPrecision(9)}</td>
                  <td className="number mono">{check.computed?.toPrecision(9) ?? check.problem}</td>
                  <td className="number mono">{check.tolerance.toExponential(0)}</td>
                  <td className={check.passed ? "gain" : "loss"}>{check.passed ? "agrees" : "differs"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      ))}
    </div>
  );
}

const csvOf = (backend: Report["backends"][number]): string =>
  csvText(
    ["figure", "source", "published", "computed", "tolerance", "passed"],
    backend.checks.map((one) => [
      one.name,
      one.source,
      one.expected,
      one.computed ?? Number.NaN,
      one.tolerance,
      String(one.passed),
    ]),
  );

import { Button, Dialog, DialogBody, DialogFooter, HTMLSelect } from "@blueprintjs/core";
import { Download } from "@blueprintjs/icons";
import { useState } from "react";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import { validateDatasets } from "../../../electron/contract/methods/validate.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useTask } from "../../bridge/use-task.ts";
import { Field } from "../../ui/fields.tsx";
import { ProgressLine } from "../../ui/messages.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { withoutFlags } from "../../ui/text.ts";
import { ComparisonView } from "./ComparisonView.tsx";

type Comparison = ResultOf<typeof validateDatasets>;

/** Compares a dataset with another one: every observation, strategy, cell and metric; the report can be kept and signed. */
export function CompareDialog({ dataset, onClose }: { dataset: string; onClose: () => void }) {
  const { transport } = useHost();
  const task = useTask(`Comparing ${dataset}`);
  const { data } = useResult(datasetList, {});
  const others = (data?.datasets ?? []).map(({ name }) => name).filter((name) => name !== dataset);
  const [chosen, setChosen] = useState<string | null>(null);
  const other = chosen ?? others[0];
  const [found, setFound] = useState<{ readonly other: string; readonly comparison: Comparison } | null>(
    null,
  );

  const compare = async () => {
    if (other === undefined) return;
    setFound(null);
    const comparison = await task.run((tools) => transport.call(validateDatasets, { dataset, other }, tools));
    if (comparison) setFound({ other, comparison });
  };
  const save = () => {
    if (found)
      saveBlob(
        new Blob([found.comparison.report], { type: "text/markdown" }),
        `${dataset}-against-${found.other}.md`,
      );
  };
  return (
    <Dialog isOpen className={found ? "compare-dialog" : ""} title={`Compare ${dataset}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void compare();
        }}
      >
        <DialogBody>
          {data && others.length === 0 ? (
            <p className="muted">There is no other dataset to compare with.</p>
          ) : (
            <Field
              label="With"
              explain={
                "Compare\nObservations, strategies, every cell and all metrics of every common strategy; they agree within 0.001 percent"
              }
            >
              {(id) => (
                <HTMLSelect
                  id={id}
                  autoFocus
                  value={other ?? ""}
                  options={others}
                  disabled={task.running}
                  onChange={(event) => setChosen(event.currentTarget.value)}
                />
              )}
            </Field>
          )}
          {task.running && <ProgressLine fraction={task.progress?.fraction} />}
          {task.problem && (
            <p className="loss" role="alert">
              {task.problem.message} {withoutFlags(task.problem.remedy ?? "")}
            </p>
          )}
          {found && <ComparisonView here={dataset} there={found.other} comparison={found.comparison} />}
        </DialogBody>
        <DialogFooter
          actions={
            <>
              {found && <Button icon={<Download />} text="Report" onClick={save} />}
              <Button
                text={task.running ? "Cancel" : "Close"}
                onClick={task.running ? task.cancel : onClose}
              />
              <Button
                type="submit"
                intent="primary"
                text="Compare"
                loading={task.running}
                disabled={other === undefined}
              />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

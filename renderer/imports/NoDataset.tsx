import { Button } from "@blueprintjs/core";
import { Database } from "@blueprintjs/icons";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { useResult } from "../bridge/use-result.ts";
import { goTo } from "../state/route.ts";
import { Message } from "../ui/messages.tsx";
import { Screen } from "../ui/panels.tsx";
import { SampleButtons } from "./SampleButtons.tsx";

/** A screen that works on a dataset, before one was opened: the ways to one. */
export function NoDataset({ title }: { title: string }) {
  const { data } = useResult(datasetList, {}, ["datasets-changed"]);
  const some = (data?.datasets.length ?? 0) > 0;
  return (
    <Screen title={title}>
      <div className="no-dataset">
        <Message
          icon={<Database size={28} />}
          title="No dataset is open"
          actions={
            <>
              <Button intent="primary" text="Import a file" onClick={() => goTo("import")} />
              {some && <Button text="Open a dataset" onClick={() => goTo("data")} />}
            </>
          }
        >
          {title} works on a dataset: a table with a row for each day and a column for each strategy.
        </Message>
        <SampleButtons />
      </div>
    </Screen>
  );
}

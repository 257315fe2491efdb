import { Button } from "@blueprintjs/core";
import { Database } from "@blueprintjs/icons";
import { goTo } from "../state/route.ts";
import { Message } from "./Message.tsx";
import { Screen } from "./Screen.tsx";

/** A screen that works on a dataset, before one was opened. */
export function NoDataset({ title }: { title: string }) {
  return (
    <Screen title={title}>
      <Message
        icon={<Database size={28} />}
        title="No dataset is open"
        actions={
          <>
            <Button intent="primary" text="Import a file" onClick={() => goTo("import")} />
            <Button text="Open a dataset" onClick={() => goTo("data")} />
          </>
        }
      >
        Import a CSV file, or open a dataset that was imported before.
      </Message>
    </Screen>
  );
}

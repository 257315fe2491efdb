import { Button, HTMLSelect, InputGroup } from "@blueprintjs/core";
import { Search } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { type ColumnRole, columnRole } from "../../../electron/contract/importing.ts";
import { fileColumns } from "../../../electron/contract/methods/file.ts";
import { mappingSave } from "../../../electron/contract/methods/mapping.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { type ImportDraft, importDraft, optionsOf } from "../../imports/draft.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { NameDialog } from "../../ui/NameDialog.tsx";
import { Panel } from "../../ui/panels.tsx";
import { messages } from "../../ui/toaster.tsx";
import { DateColumnField } from "./DateColumnField.tsx";
import { matchingColumns } from "./matching-columns.ts";

interface MappingPanelProps {
  readonly draft: ImportDraft;
  /** Columns of the preview. */
  readonly header: readonly string[];
  readonly onChange: (part: Partial<ImportDraft>) => void;
  /** What is looked for: text, or /regular expression/. */
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

const words = (role: ColumnRole) => role.replaceAll("_", " ");
const roles = columnRole.options.map((value) => ({ value, label: words(value) }));

/** What every column becomes: found, filtered, changed one by one or all that are shown. */
export function MappingPanel({ draft, header, onChange, query, onQuery }: MappingPanelProps) {
  const act = useAction();
  const [role, setRole] = useState<ColumnRole | "">("");
  const [naming, setNaming] = useState(false);
  const { data, problem, reload } = useResult(fileColumns, {
    ...optionsOf(draft),
    file: draft.files[0] ?? "",
  });
  const shown = useMemo(
    () => (data ? matchingColumns(data.columns, data.roles, query, role) : []),
    [data, query, role],
  );

  const give = (names: readonly string[], next: ColumnRole) => {
    const before = draft;
    onChange({ force: { ...draft.force, ...Object.fromEntries(names.map((name) => [name, next])) } });
    messages.done(
      names.length === 1
        ? `${names[0]} is now ${words(next)}.`
        : `${formatFigure(names.length)} columns are now ${words(next)}.`,
      () => importDraft.set(before),
    );
  };
  const columns: GridColumn<number>[] = [
    { id: "at", title: "#", size: 64, align: "end", text: (at) => formatFigure(at + 1) },
    { id: "name", title: "Column", size: 240, fixed: true, text: (at) => data?.columns[at] ?? "" },
    {
      id: "role",
      title: "Role",
      size: 168,
      fixed: true,
      cell: (at) => {
        const name = data?.columns[at] ?? "";
        return (
          <select
            className="role-select"
            aria-label={`Role of ${name}`}
            value={columnRole.options[data?.roles[at] ?? 0]}
            onChange={(event) => give([name], columnRole.parse(event.currentTarget.value))}
          >
            {roles.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        );
      },
    },
    { id: "renamed", title: "Named", size: 160, text: (at) => data?.renamed[String(at)] ?? "" },
  ];
  return (
    <Panel
      title="Columns"
      note={
        data &&
        `${formatFigure(shown.length)} of ${formatFigure(data.columns.length)}, mapping ${data.mapping}`
      }
      className="mapping"
      flush
      actions={
        <>
          {data && (
            <HTMLSelect
              aria-label="Mapping"
              value={draft.mapping ?? ""}
              options={[{ value: "", label: "mapping: by the columns" }, ...data.mappings]}
              onChange={(event) => onChange({ mapping: event.currentTarget.value || null })}
            />
          )}
          <Button size="small" text="Save" onClick={() => setNaming(true)} />
        </>
      }
    >
      <div className="mapping-bar">
        <InputGroup
          leftElement={<Search />}
          placeholder="Find: text, or /regular expression/"
          aria-label="Find columns"
          value={query}
          onValueChange={onQuery}
        />
        <HTMLSelect
          aria-label="Only this role"
          value={role}
          options={[{ value: "", label: "every role" }, ...roles]}
          onChange={(event) => setRole(event.currentTarget.value as ColumnRole | "")}
        />
        <HTMLSelect
          aria-label="Role for all columns shown"
          value=""
          disabled={shown.length === 0}
          options={[
            { value: "", label: "make all shown…" },
            { value: "strategy", label: "strategy" },
            { value: "ignore", label: "ignore" },
          ]}
          onChange={(event) => {
            const next = columnRole.safeParse(event.currentTarget.value);
            if (next.success && data)
              give(
                shown.map((at) => data.columns[at] ?? ""),
                next.data,
              );
          }}
        />
      </div>
      <div className="mapping-grid">
        {problem ? (
          <div className="mapping-fault">
            <ProblemView problem={problem} onRetry={reload} />
            {/\bdates?\b/i.test(problem.message) && (
              <DateColumnField columns={header} onChoose={(name) => give([name], "date")} />
            )}
          </div>
        ) : !data ? (
          <Loading what="Reading the columns" />
        ) : (
          <DataGrid
            name="mapping"
            label="Columns of the file and their roles"
            columns={columns}
            count={shown.length}
            rowAt={(index) => shown[index] ?? 0}
            empty="No column is called that."
          />
        )}
      </div>
      {naming && (
        <NameDialog
          title="Save this mapping"
          initial={draft.dataset}
          onClose={() => setNaming(false)}
          onName={async (name) => {
            setNaming(false);
            const saved = await act(mappingSave, {
              ...(data ? { base: data.mapping } : {}),
              mapping: { name, force: { ...draft.force } },
            });
            if (saved) messages.done(`Mapping ${name} was saved.`);
          }}
        />
      )}
    </Panel>
  );
}

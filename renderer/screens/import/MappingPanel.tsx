import { Button, HTMLSelect, InputGroup } from "@blueprintjs/core";
import { Search } from "@blueprintjs/icons";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { type ColumnRole, columnRole, fileDialect } from "../../../electron/contract/importing.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { fileColumns, type fileInspect } from "../../../electron/contract/methods/file.ts";
import { mappingSave } from "../../../electron/contract/methods/mapping.ts";
import { type ProblemReport, problemsIn } from "../../../electron/contract/problem.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { type ImportDraft, importDraft, optionsOf } from "../../imports/draft.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { NameDialog } from "../../ui/NameDialog.tsx";
import { Panel } from "../../ui/panels.tsx";
import { messages } from "../../ui/toaster.tsx";

type Columns = ResultOf<typeof fileColumns>;

interface MappingPanelProps {
  readonly draft: ImportDraft;
  readonly seen: ResultOf<typeof fileInspect>;
  readonly onChange: (part: Partial<ImportDraft>) => void;
  /** What is looked for: text, or /regular expression/. */
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

const words = (role: ColumnRole) => role.replaceAll("_", " ");

const roles = columnRole.options.map((value) => ({ value, label: words(value) }));

interface MappingFaultProps {
  readonly problem: ProblemReport;
  readonly onRetry: () => void;
  /** Another column of dates, where that may be what is wrong. */
  readonly children: ReactNode;
}

/** Why the columns are not there yet. */
function MappingFault({ problem, onRetry, children }: MappingFaultProps) {
  const isAboutDates = problemsIn(problem).some(({ message }) => /\bdates?\b/i.test(message));
  return (
    <div className="mapping-fault">
      {problem.question ? (
        <p className="mapping-waits muted">They are shown when the question above is answered.</p>
      ) : (
        <ProblemView problem={problem} onRetry={onRetry} />
      )}
      {isAboutDates && children}
    </div>
  );
}

/** What every column becomes: found, filtered, changed one by one or all that are shown. */
export function MappingPanel({ draft, seen, onChange, query, onQuery }: MappingPanelProps) {
  const [role, setRole] = useState<ColumnRole | "">("");
  const { data, problem, reload } = useResult(fileColumns, {
    ...optionsOf(draft),
    file: draft.files[0] ?? "",
  });
  const { shown, isBehind } = useMatching(data, query, role);
  const give = (names: readonly string[], next: ColumnRole) => {
    const before = draft;
    onChange({ force: { ...draft.force, ...Object.fromEntries(names.map((name) => [name, next])) } });
    const what = names.length === 1 ? `${names[0]} is` : `${formatFigure(names.length)} columns are`;
    messages.done(`${what} now ${words(next)}.`, () => importDraft.set(before));
  };
  return (
    <Panel
      title="Columns"
      note={data && noteOf(data, shown.length)}
      className="mapping"
      flush
      actions={<MappingActions draft={draft} seen={seen} columns={data} onChange={onChange} />}
    >
      <div className="mapping-bar">
        <InputGroup
          leftElement={<Search />}
          placeholder="Find a column"
          aria-label="Find columns"
          value={query}
          onValueChange={onQuery}
        />
        <RoleFilter role={role} onRole={setRole} />
        <RoleOfAll
          disabled={shown.length === 0 || isBehind}
          onRole={(next) =>
            data &&
            give(
              shown.flatMap((at) => data.columns[at] ?? []),
              next,
            )
          }
        />
      </div>
      <div className="mapping-grid">
        {problem ? (
          <MappingFault problem={problem} onRetry={reload}>
            <DateColumnField columns={seen.preview.columns} onChoose={(name) => give([name], "date")} />
          </MappingFault>
        ) : !data ? (
          <Loading what="Reading the columns" />
        ) : (
          <DataGrid
            name="mapping"
            label="Columns of the file and their roles"
            columns={gridColumns(data, give)}
            count={shown.length}
            rowAt={(index) => shown[index] ?? 0}
            keyAt={(index) => shown[index] ?? 0}
            empty="No column is called that."
          />
        )}
      </div>
    </Panel>
  );
}

/** Places of the columns that are asked for. A letter is shown before a million names are looked at for it: `isBehind`. */
function useMatching(data: Columns | null, query: string, role: ColumnRole | "") {
  const asked = useDeferredValue(query);
  const isNamed = asked.trim() !== "";
  const lowered = useMemo(
    () => (isNamed ? (data?.columns.map((name) => name.toLowerCase()) ?? []) : []),
    [data, isNamed],
  );
  const shown = useMemo(
    () => (data ? matchingColumns(data, lowered, asked, role) : []),
    [data, lowered, asked, role],
  );
  return { shown, isBehind: asked !== query };
}

const noteOf = ({ columns }: Columns, shown: number): string =>
  shown === columns.length
    ? formatFigure(shown)
    : `${formatFigure(shown)} of ${formatFigure(columns.length)}`;

function gridColumns(
  data: Columns,
  give: (names: readonly string[], role: ColumnRole) => void,
): GridColumn<number>[] {
  return [
    { id: "at", title: "#", size: 56, gives: 2, align: "end", text: (at) => formatFigure(at + 1) },
    { id: "name", title: "Column", size: 208, fixed: true, text: (at) => data.columns[at] ?? "" },
    {
      id: "role",
      title: "Role",
      size: 160,
      fixed: true,
      cell: (at) => {
        const name = data.columns[at] ?? "";
        return (
          <select
            className="role-select"
            aria-label={`Role of ${name}`}
            value={columnRole.options[data.roles[at] ?? 0]}
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
    { id: "renamed", title: "Named", size: 160, gives: 1, text: (at) => data.renamed[String(at)] ?? "" },
  ];
}

interface RoleFilterProps {
  readonly role: ColumnRole | "";
  readonly onRole: (role: ColumnRole | "") => void;
}

function RoleFilter({ role, onRole }: RoleFilterProps) {
  return (
    <HTMLSelect
      aria-label="Only this role"
      value={role}
      options={[{ value: "", label: "every role" }, ...roles]}
      onChange={(event) => onRole(event.currentTarget.value as ColumnRole | "")}
    />
  );
}

interface RoleOfAllProps {
  readonly disabled: boolean;
  readonly onRole: (role: ColumnRole) => void;
}

/** Gives every column that is shown one role. */
function RoleOfAll({ disabled, onRole }: RoleOfAllProps) {
  return (
    <HTMLSelect
      aria-label="Role for all columns shown"
      value=""
      disabled={disabled}
      options={[
        { value: "", label: "all shown are…" },
        { value: "strategy", label: "strategy" },
        { value: "ignore", label: "ignore" },
      ]}
      onChange={(event) => {
        const role = columnRole.safeParse(event.currentTarget.value);
        if (role.success) onRole(role.data);
      }}
    />
  );
}

interface MappingActionsProps extends Pick<MappingPanelProps, "draft" | "seen" | "onChange"> {
  readonly columns: Columns | null;
}

/** Which mapping is used, and what was changed by hand kept as another. */
function MappingActions({ draft, seen, columns, onChange }: MappingActionsProps) {
  const act = useAction();
  const [naming, setNaming] = useState(false);
  const save = async (name: string) => {
    setNaming(false);
    const saved = await act(mappingSave, {
      ...(columns ? { base: columns.mapping } : {}),
      mapping: { name, ...remembered(draft, seen, columns?.columns ?? []) },
    });
    if (saved) messages.done(`Mapping ${name} was saved.`);
  };
  return (
    <>
      {columns && (
        <HTMLSelect
          aria-label="Mapping"
          value={draft.mapping ?? ""}
          options={[{ value: "", label: `mapping found: ${columns.mapping}` }, ...columns.mappings]}
          onChange={(event) => onChange({ mapping: event.currentTarget.value || null })}
        />
      )}
      <Button size="small" text="Save" onClick={() => setNaming(true)} />
      {naming && (
        <NameDialog
          title="Save this mapping"
          initial={draft.dataset}
          onClose={() => setNaming(false)}
          onName={(name) => void save(name)}
        />
      )}
    </>
  );
}

/** Columns by which a file of the same kind is known again: the first ones tell it apart. */
const signatureColumns = 60;

/** What was said and found of a file, so that the next one of its kind needs no question. */
function remembered(
  { force, dialect, policies, layout }: ImportDraft,
  { understanding }: MappingPanelProps["seen"],
  columns: readonly string[],
) {
  const made = understanding?.layout;
  const decimal = fileDialect.shape.decimal.exclude(["auto"]).safeParse(understanding?.decimal).data;
  return {
    force: { ...force },
    policies,
    dialect: {
      ...(decimal ? { decimal } : {}),
      ...(understanding ? { dateFormat: understanding.dateFormat } : {}),
      ...dialect,
    },
    layout: {
      shape: "wide" as const,
      ...layout,
      ...made?.rule,
      signature: (made?.columns ?? columns).filter(Boolean).slice(0, signatureColumns),
    },
  };
}

interface DateColumnFieldProps {
  /** The first columns of the file, as its preview has them. */
  readonly columns: readonly string[];
  readonly onChoose: (column: string) => void;
}

/**
 * For a file whose dates were not found: which column holds them. Its columns cannot be listed with their roles before that is
 * known.
 */
function DateColumnField({ columns, onChoose }: DateColumnFieldProps) {
  return (
    <HTMLSelect
      aria-label="Column that holds the dates"
      value=""
      options={[{ value: "", label: "the dates are in…" }, ...columns.filter(Boolean)]}
      onChange={(event) => event.currentTarget.value && onChoose(event.currentTarget.value)}
    />
  );
}

/** Places of the columns whose name holds the text (or matches "/regular expression/") and that have the role ("" = any). */
function matchingColumns(
  { columns, roles }: Columns,
  lowered: readonly string[],
  query: string,
  role: ColumnRole | "",
): number[] {
  const matches = matcherOf(query, columns, lowered);
  const wanted = role === "" ? -1 : columnRole.options.indexOf(role);
  const found: number[] = [];
  for (let at = 0; at < columns.length; at++)
    if ((wanted < 0 || roles[at] === wanted) && matches(at)) found.push(at);
  return found;
}

/** Whether the column at a place is asked for. */
function matcherOf(
  query: string,
  columns: readonly string[],
  lowered: readonly string[],
): (at: number) => boolean {
  const text = query.trim().toLowerCase();
  if (text === "") return () => true;
  const written = /^\/(.+)\/(i?)$/.exec(query.trim());
  if (!written) return (at) => (lowered[at] ?? "").includes(text);
  try {
    const pattern = new RegExp(written[1] ?? "", written[2]);
    return (at) => pattern.test(columns[at] ?? "");
  } catch {
    // An expression that is not finished yet finds nothing.
    return () => false;
  }
}

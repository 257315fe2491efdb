import { Button, Checkbox, InputGroup, PopoverNext } from "@blueprintjs/core";
import { ListColumns, Search } from "@blueprintjs/icons";
import { useState } from "react";
import { useStore } from "../state/store.ts";
import { emptyGridLayout, type GridColumn, gridLayout } from "./columns.ts";

interface ColumnsMenuProps<Row> {
  /** Of the grid whose columns are chosen. */
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Full name of a column, where its heading is short. */
  readonly titleOf?: (column: GridColumn<Row>) => string;
}

/** Which columns a grid shows. */
export function ColumnsMenu<Row>({
  name,
  columns,
  titleOf = (column) => column.title,
}: ColumnsMenuProps<Row>) {
  const store = gridLayout(name);
  const layout = useStore(store);
  const [query, setQuery] = useState("");
  const choices = columns.filter(
    (column) => !column.fixed && titleOf(column).toLowerCase().includes(query.toLowerCase()),
  );
  const isShown = (column: GridColumn<Row>) => layout.visibility[column.id] ?? !column.hidden;
  return (
    <PopoverNext
      placement="bottom-end"
      content={
        <div className="columns-menu">
          <InputGroup
            leftElement={<Search />}
            placeholder="Find a column"
            aria-label="Find a column"
            value={query}
            onValueChange={setQuery}
            autoFocus
          />
          <div className="columns-list">
            {choices.map((column) => (
              <Checkbox
                key={column.id}
                label={titleOf(column)}
                checked={isShown(column)}
                onChange={(event) =>
                  store.set({
                    ...layout,
                    visibility: { ...layout.visibility, [column.id]: event.currentTarget.checked },
                  })
                }
              />
            ))}
          </div>
          {columns.some(({ gives }) => gives !== undefined) && (
            <p className="faint">Where there is little room some give way; what you choose here stays.</p>
          )}
          <Button
            variant="minimal"
            text="Back to the usual columns"
            onClick={() => store.set(emptyGridLayout)}
          />
        </div>
      }
    >
      <Button icon={<ListColumns />} text="Columns" />
    </PopoverNext>
  );
}

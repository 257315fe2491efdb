import { escapeHtml } from "../../charts/parts/written.ts";

/** A piece of HTML. Only `markup`, `join` and a chart's own vectors make one, so that no text gets in unwritten. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | readonly Markup[] | string | number | undefined | null;

/** A template: texts and numbers in it stand letter for letter, pieces of HTML as they are. */
export function markup(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(written)));
}

function written(value: Part): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object" && value !== null) return value.map(({ text }) => text).join("");
  return escapeHtml(String(value ?? ""));
}

/** Pieces one after another. */
export const join = (pieces: readonly Markup[]): Markup =>
  new Markup(pieces.map(({ text }) => text).join(""));

/** A text between quotes of a style sheet. Whatever is no plain letter or figure is written as its code. */
export function styleText(text: string): string {
  const code = (letter: string) => `\\${(letter.codePointAt(0) as number).toString(16)} `;
  return `"${text.replace(/[^\p{L}\p{N} .,:]/gu, code)}"`;
}

export interface TableColumn<Row> {
  readonly title: string;
  /** Figures stand at the right. */
  readonly figure?: true;
  readonly cell: (row: Row, index: number) => string | Markup;
}

/** A table. Its head is repeated on every page that it goes on to, and no row is cut. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): Markup {
  const kind = (one: TableColumn<Row>) => (one.figure ? "figure" : "name");
  const head = columns.map((one) => markup`<th scope="col" class="${kind(one)}">${one.title}</th>`);
  const body = rows.map(
    (row, index) =>
      markup`<tr>${columns.map((one) => markup`<td class="${kind(one)}">${one.cell(row, index)}</td>`)}</tr>`,
  );
  return markup`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Names with what they are, one a line. */
export function facts(rows: readonly (readonly [name: string, what: string | Markup])[]): Markup {
  return markup`<dl class="facts">${rows.map(([name, what]) => markup`<div><dt>${name}</dt><dd>${what}</dd></div>`)}</dl>`;
}

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type BookType, utils, write } from "@e965/xlsx";
import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Float32,
  Int8,
  Int64,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { zipSync } from "fflate";
import { datasetExportHandler } from "../../../../electron/service/datasets/handlers/dataset.ts";
import { encodeParquet } from "../../../../electron/service/datasets/parquet/encode.ts";
import { ask, importContext, importInto } from "./import-context.ts";

type Said = NonNullable<Parameters<typeof importInto>[3]>;

/** A small file for a reader, and what is said of it so that it comes to its end; nothing when absent. */
export interface FuzzFile {
  readonly name: string;
  readonly content: Buffer;
  readonly said?: Said;
  /** Comes as a text that is pasted. */
  readonly isPasted?: boolean;
}

const wide = `Date,Zone,Regime,A,B,"C, d"\n2024-01-02,Zone 1,Bull,1.5,-2,"1,234.50"\n2024-01-03,Zone 1,Bear,(3.25),4,-5\n2024-01-04,Zone 2,Bull,0,12.5,7\n`;
const equity =
  "Date,A,B\n2024-01-02,100000,50000\n2024-01-03,100050.5,50010\n2024-01-04,100020,50020\n2024-01-05,100060,50000\n";

const texts: Readonly<Record<string, string>> = {
  "wide.csv": wide,
  "german.csv": "sep=;\nBericht\n\nDate;A;B\n02.01.2024;1.234,50;-2,5\n15.01.2024;-1.000,25;4\nSumme;1;2\n",
  "preamble.csv":
    '# made by hand\nReport of January,,\n\n,Alpha,Beta\nDate,P&L,P&L\n,INR,INR\n02-Jan-24,1.5,-2\n03-Jan-24,-3,4\nTotal,-1.5,2\n"Page 1 of 1"\n',
  "long.csv": "date,strategy,pnl\n2024-01-02,A,1.5\n2024-01-02,B,-2\n2024-01-03,A,3\n2024-01-03,A,1\n",
  "trades.csv":
    "Symbol,Side,Qty,Entry Time,Exit Time,Entry Price,Exit Price,Profit,Commission\nX,Long,1,2024-01-02 10:00,2024-01-03 11:00,10,11,1,-0.1\nY,Short,2,2024-01-03 10:00,,10,,,\n",
  "executions.csv":
    "Date,Symbol,Side,Quantity,Price\n2024-01-02,X,BUY,10,100\n2024-01-03,X,SELL,4,110\n2024-01-04,X,SELL,6,90\n",
  "turned.csv": "Strategy,2024-01-02,2024-01-03,2024-01-04\nA,1.5,-2,3\nB,0,4,-5\n",
  "statement.csv":
    'Statement,Header,Field Name,Field Value\nStatement,Data,Title,Activity\nTrades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code\nTrades,Data,Order,Stocks,USD,X,"2024-01-02, 10:00:00",-1,10,10,-1,9,5,C\nTrades,Data,Order,Stocks,USD,X,"2024-01-03, 10:00:00",-1,10,10,-1,9,-4,C\n',
  "page.html":
    "<html><body><table><tr><th>Date</th><th>A</th></tr><tr><td>2024-01-02</td><td>1.5</td></tr><tr><td>2024-01-03</td><td>-2</td></tr></table></body></html>",
};

/** Shapes that only a user can tell, and what else is said on a command line. */
const declared: readonly FuzzFile[] = [
  { name: "equity.csv", content: Buffer.from(equity), said: { layout: { shape: "equity" } } },
  { name: "prices.csv", content: Buffer.from(equity), said: { layout: { shape: "prices", capital: 1000 } } },
  {
    name: "returns.csv",
    content: Buffer.from("Date,A,B\n2024-01-02,1.5%,-2%\n2024-01-03,-0.25%,4%\n"),
    said: { layout: { shape: "returns", unit: "percent", capital: 1000 } },
  },
  {
    name: "trades-said.csv",
    content: Buffer.from(texts["trades.csv"] ?? ""),
    said: { layout: { shape: "trades", by: ["Symbol", "Side"], fees: "out", period: "week", day: "entry" } },
  },
  {
    name: "lenient.csv",
    content: Buffer.from(wide),
    said: {
      dialect: { numbers: "accounting", dateFormat: "YYYY-MM-DD" },
      policies: {
        ...{ missing: "keep", duplicateNames: "rename", duplicateDates: "sum", badDates: "drop" },
        ...{ oddColumns: "keep", constantColumns: "drop", duplicateColumns: "drop" },
      },
    },
  },
];

const rows = [
  ["Date", "A", "B"],
  ["2024-01-02", 1.5, -2],
  ["2024-01-03", -3, 4],
];

function book(bookType: BookType, sheets = 1): Buffer {
  const made = utils.book_new();
  for (let at = 0; at < sheets; at++) {
    const own = rows.map((row) =>
      row.map((cell) => (at > 0 && (cell === "A" || cell === "B") ? `${cell}${at}` : cell)),
    );
    utils.book_append_sheet(made, utils.aoa_to_sheet(own), `P&L ${at}`);
  }
  return Buffer.from(write(made, { type: "buffer", bookType }) as Uint8Array);
}

/** Parquet and Arrow as exported of the wide table. */
async function exported(): Promise<Record<string, Buffer>> {
  const home = await mkdtemp(join(tmpdir(), "tessera-fuzz-files-"));
  try {
    const context = importContext(home);
    const source = join(home, "wide.csv");
    await writeFile(source, wide);
    await importInto(context, "d", [source]);
    const files: Record<string, Buffer> = {};
    for (const format of ["parquet", "arrow"] as const) {
      const file = join(home, `wide.${format}`);
      await ask(datasetExportHandler, { dataset: "d", file, format }, context);
      files[`wide.${format}`] = await readFile(file);
    }
    return files;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Columns of the types that other programs write; uncompressed, so that a changed byte is a changed value or page. */
async function ofOthers(): Promise<Record<string, Buffer>> {
  const days = [19_724, 19_725, 19_726].map((day) => new Date(day * 86_400_000));
  const cents = (...values: number[]) =>
    values.map((value) => new Uint32Array([value, value < 0 ? -1 : 0, 0, 0]));
  const table = new Table({
    Date: vectorFromArray(days, new DateDay()),
    start_time: vectorFromArray(days, new TimestampMicrosecond("Asia/Kolkata")),
    Zone: vectorFromArray(["Zone 1", "Zone 2", "Zone 1"], new Dictionary(new Utf8(), new Int8())),
    A: vectorFromArray([1.5, null, -2], new Float32()),
    B: vectorFromArray([5n, -6n, 7n], new Int64()),
    C: vectorFromArray(cents(150, -225, 0), new Decimal(2, 20, 128)),
    won: vectorFromArray([true, false, null], new Bool()),
  });
  const layout = { compression: "none", rowGroupRows: 2, splitColumns: [], writer: "other" } as const;
  const [file, stream] = [tableToIPC(table, "file"), tableToIPC(table, "stream")].map((bytes) =>
    Buffer.from(bytes),
  );
  const dictionaryColumns = ["Zone"];
  const parquet = await encodeParquet(tableToIPC(table, "stream"), { ...layout, dictionaryColumns });
  return {
    "others.parquet": Buffer.from(parquet),
    "others.feather": file as Buffer,
    "others.arrows": stream as Buffer,
  };
}

/** Made by bzip2 and xz of a table of two columns. */
const packed = {
  "wide.csv.bz2":
    "QlpoOTFBWSZTWWFPfPwAABNdgAAQAAd+ADQAIgAEACAAMUwAE0EqYgYQTEO5HabAj5gEKZLJIpdrlKY573xdyRThQkGFPfPw",
  "wide.csv.xz":
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AApACVdACIYSoZk+tAG2JHhl/v+FaMf4JjkOzA5fqCLBqXyNLBghTInjwAAAAAAPqu9NQ4J/X0AAUEquQJfEh+2830BAAAAAARZWg==",
};

const zipped = (members: Record<string, string | Buffer>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(members).map(([name, content]) => [name, Buffer.from(content)])),
    ),
  );

/** A small file for every reader. */
export async function fuzzFiles(): Promise<FuzzFile[]> {
  const plain = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
  const names = Buffer.from([0xb2, 0xdf, 0xc2, 0xd4]);
  const all: Record<string, Buffer> = {
    ...plain,
    "wide16.csv": Buffer.from(`\ufeff${wide}`, "utf16le"),
    "gbk.csv": Buffer.concat([Buffer.from("Date,"), names, Buffer.from("\n2024-01-05,5\n2024-01-06,-3\n")]),
    "wide.csv.gz": gzipSync(wide),
    "wide.csv.zst": zstdCompressSync(wide),
    ...Object.fromEntries(Object.entries(packed).map(([name, text]) => [name, Buffer.from(text, "base64")])),
    "wide.zip": zipped({ "one.csv": wide, "two.csv": wide.replace(`,A,B,"C, d"`, ",D,E,F") }),
    "books.zip": zipped({
      "book.xlsx": book("xlsx"),
      "two.csv.gz": gzipSync(wide.replace(`,A,B,`, ",D,E,")),
    }),
    "book.xlsx": book("xlsx"),
    "book.xls": book("biff8"),
    "book.ods": book("ods"),
    "book.xlsb": book("xlsb"),
    "book.xml": book("xlml"),
    "book.slk": book("sylk"),
    ...(await exported()),
    ...(await ofOthers()),
  };
  return [
    ...Object.entries(all).map(([name, content]) => ({ name, content })),
    ...declared,
    { name: "sheets.xlsx", content: book("xlsx", 2), said: { layout: { sheet: "*" } } },
    { name: "pasted", content: Buffer.from(wide.replaceAll(/,(?=\S)(?!\d{3}\.)/g, "\t")), isPasted: true },
  ];
}

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type BookType, utils, write } from "@e965/xlsx";
import { zipSync } from "fflate";
import { datasetExportHandler } from "../../../../electron/service/datasets/handlers/dataset.ts";
import { ask, importContext, importInto } from "./import-context.ts";

const wide = `Date,Zone,Regime,A,B,"C, d"\n2024-01-02,Zone 1,Bull,1.5,-2,"1,234.50"\n2024-01-03,Zone 1,Bear,(3.25),4,-5\n2024-01-04,Zone 2,Bull,0,12.5,7\n`;

const texts: Readonly<Record<string, string>> = {
  "wide.csv": wide,
  "german.csv": "sep=;\nBericht\n\nDate;A;B\n02.01.2024;1.234,50;-2,5\n03.01.2024;-1.000,25;4\nSumme;1;2\n",
  "long.csv": "date,strategy,pnl\n2024-01-02,A,1.5\n2024-01-02,B,-2\n2024-01-03,A,3\n2024-01-03,A,1\n",
  "trades.csv":
    "Symbol,Side,Qty,Entry Time,Exit Time,Entry Price,Exit Price,Profit,Commission\nX,Long,1,2024-01-02 10:00,2024-01-03 11:00,10,11,1,-0.1\nY,Short,2,2024-01-03 10:00,,10,,,\n",
  "executions.csv":
    "Date,Symbol,Side,Quantity,Price\n2024-01-02,X,BUY,10,100\n2024-01-03,X,SELL,4,110\n2024-01-04,X,SELL,6,90\n",
  "equity.csv":
    "Date,A,B\n2024-01-02,100000,50000\n2024-01-03,100050.5,50010\n2024-01-04,100020,50020\n2024-01-05,100060,50000\n",
  "turned.csv": "Strategy,2024-01-02,2024-01-03,2024-01-04\nA,1.5,-2,3\nB,0,4,-5\n",
  "statement.csv":
    'Statement,Header,Field Name,Field Value\nStatement,Data,Title,Activity\nTrades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code\nTrades,Data,Order,Stocks,USD,X,"2024-01-02, 10:00:00",-1,10,10,-1,9,5,C\nTrades,Data,Order,Stocks,USD,X,"2024-01-03, 10:00:00",-1,10,10,-1,9,-4,C\n',
  "page.html":
    "<html><body><table><tr><th>Date</th><th>A</th></tr><tr><td>2024-01-02</td><td>1.5</td></tr><tr><td>2024-01-03</td><td>-2</td></tr></table></body></html>",
};

const rows = [
  ["Date", "A", "B"],
  ["2024-01-02", 1.5, -2],
  ["2024-01-03", -3, 4],
];

function book(bookType: BookType): Buffer {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(rows), "P&L");
  return write(made, { type: "buffer", bookType }) as Buffer;
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

/** Made by bzip2 and xz of a table of two columns. */
const packed = {
  "wide.csv.bz2":
    "QlpoOTFBWSZTWWFPfPwAABNdgAAQAAd+ADQAIgAEACAAMUwAE0EqYgYQTEO5HabAj5gEKZLJIpdrlKY573xdyRThQkGFPfPw",
  "wide.csv.xz":
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AApACVdACIYSoZk+tAG2JHhl/v+FaMf4JjkOzA5fqCLBqXyNLBghTInjwAAAAAAPqu9NQ4J/X0AAUEquQJfEh+2830BAAAAAARZWg==",
};

/** A small file for every reader, by name. */
export async function fuzzFiles(): Promise<Record<string, Buffer>> {
  const plain = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
  const names = Buffer.concat([
    Buffer.from("Date,"),
    Buffer.from([0xb2, 0xdf, 0xc2, 0xd4]),
    Buffer.from("\n2024-01-05,5\n2024-01-06,-3\n"),
  ]);
  return {
    ...plain,
    "wide16.csv": Buffer.from(`\ufeff${wide}`, "utf16le"),
    "gbk.csv": names,
    "wide.csv.gz": gzipSync(wide),
    "wide.csv.zst": zstdCompressSync(wide),
    ...Object.fromEntries(Object.entries(packed).map(([name, text]) => [name, Buffer.from(text, "base64")])),
    "wide.zip": Buffer.from(
      zipSync({
        "one.csv": Buffer.from(wide),
        "two.csv": Buffer.from(wide.replace(`,A,B,"C, d"`, ",D,E,F")),
      }),
    ),
    "book.xlsx": book("xlsx"),
    "book.xls": book("biff8"),
    "book.ods": book("ods"),
    "book.xlsb": book("xlsb"),
    ...(await exported()),
  };
}

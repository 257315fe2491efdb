// Of an import: what a few bytes of a stranger could take. As in guard-list.mjs.

const importing = "electron/service/importing";

export const importGuards = [
  {
    name: "rows of a table",
    file: `${importing}/understand-file.ts`,
    cut: "  refuseTooMany(path, opened.opened.rowCount, settings.rowLimit);\n",
    tests: "tests/service/importing/bad-input.test.ts -t more",
  },
  {
    name: "rows of a table in Parquet, before it is read",
    file: `${importing}/source/unpack.ts`,
    cut: "  await rowLimit.check(label, written.allRows, { ...first, packing: kind, sheets: [] });\n",
    tests: "tests/service/importing/source/row-limit.test.ts",
  },
  {
    name: "time of a thread that unpacks",
    file: `${importing}/source/unpack-beside.ts`,
    cut: " || (await processorOf(thread)) > most",
    tests: "tests/service/importing/source/unpack-time.test.ts",
  },
  {
    name: "sizes that a zip archive says",
    file: `${importing}/source/unpack-archive.ts`,
    cut: "originalSize > mostPacked * Math.min(size, packed.length)",
    instead: "false",
    tests: "tests/service/importing/source/unpacked-limit.test.ts",
  },
];

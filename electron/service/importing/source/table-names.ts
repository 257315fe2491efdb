/**
 * Endings of files that hold a table, packed or not. Only folders are looked through by them: a file that is named is what it
 * is.
 */
const endings =
  "(?:(?:csv|tsv|txt|tab|dat|xlsx?|xlsm|xlsb|ods|html?|parquet|arrow|feather)(?:\\.(?:gz|zst|bz2|xz))?|zip)";
const tableName = new RegExp(`\\.${endings}$`, "i");

/** Whether a file in a folder is taken for a table. */
export const isTableName = (name: string): boolean => tableName.test(name);

/** A file's name without the ending of a table. */
export const tableStem = (name: string): string => name.replace(tableName, "");

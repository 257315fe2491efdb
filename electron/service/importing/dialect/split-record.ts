/**
 * Cells of one record as text, quotes taken away. For samples only: the real reading is native. A record that is cut
 * off gives the cells up to the cut.
 */
export function splitRecord(record: string, delimiter: string): { text: string; quoted: boolean }[] {
  const cells: { text: string; quoted: boolean }[] = [];
  let at = 0;
  while (at <= record.length) {
    if (record[at] === '"') {
      let text = "";
      let end = at + 1;
      for (; end < record.length; end++) {
        if (record[end] !== '"') text += record[end];
        else if (record[end + 1] === '"') text += record[++end];
        else break;
      }
      const next = record.indexOf(delimiter, end);
      cells.push({ text, quoted: true });
      at = next < 0 ? record.length + 1 : next + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      cells.push({ text: record.slice(at, next < 0 ? undefined : next), quoted: false });
      at = next < 0 ? record.length + 1 : next + 1;
    }
  }
  return cells;
}

/** The rows of a CSV or TSV text (RFC 4180: quotes around a field, doubled inside it), without empty ones. */
function readRows(text: string, separator = ","): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === separator) {
      row.push(field);
      field = "";
    } else if (char === "\n") {
      row.push(field.endsWith("\r") ? field.slice(0, -1) : field);
      if (row.length > 1 || row[0] !== "") rows.push(row);
      row = [];
      field = "";
    } else field += char;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows;
}

/** The rows below the first as records by the names in the first. */
export function readRecords(text: string, separator = ","): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = readRows(text.replace(/^\ufeff/, ""), separator);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name.trim(), row[i] ?? ""])));
}

/**
 * The value of a JSON text; of one that was cut off, as far as its lists have complete items. `undefined` where there is
 * nothing to be read.
 */
export function completeJson(text: string): unknown {
  return parsed(text) ?? parsed(upToLastItem(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text up to the last object that ended within a list, and what closes all that is open there. */
function upToLastItem(text: string): string {
  const open: string[] = [];
  let inString = false;
  let kept = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") open.push(char === "{" ? "}" : "]");
    else if (char === "}" || char === "]") {
      open.pop();
      if (char === "}" && open.at(-1) === "]") kept = text.slice(0, at + 1) + open.toReversed().join("");
    }
  }
  return kept;
}

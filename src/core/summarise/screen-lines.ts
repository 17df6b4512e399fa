import { AnswerHeld, type Moderation, type ScreenContext } from "../ports/index.ts";

/** A summary as moderation lets it through, and how many of its lines it held back. */
export interface ScreenedLines {
  readonly markdown: string;
  readonly heldBack: number;
}

/**
 * Passes a summary through moderation line by line: each of its points stands on one, and one that must not be shown keeps the others
 * from nobody. A heading that is left without points goes too.
 *
 * @param to the message that it answers, or stands for
 * @param links those that may stand in it
 */
export async function screenLines(
  summary: { readonly markdown: string; readonly links: readonly string[] },
  to: ScreenContext["to"],
  moderation: Pick<Moderation, "screen">,
): Promise<ScreenedLines> {
  let heldBack = 0;
  const lines: string[] = [];
  for (const line of summary.markdown.split("\n")) {
    if (line.trim() === "") lines.push(line);
    else {
      const passed = await screened(line);
      if (passed === undefined) heldBack += 1;
      else lines.push(passed);
    }
  }
  return { markdown: heldBack === 0 ? lines.join("\n") : withoutEmptySections(lines).join("\n"), heldBack };

  async function screened(line: string): Promise<string | undefined> {
    try {
      const passed = moderation.screen(once(line), { to, sources: summary.links });
      return (await Array.fromAsync(passed)).join("");
    } catch (error) {
      if (error instanceof AnswerHeld) return undefined;
      throw error;
    }
  }
}

function withoutEmptySections(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => {
    if (!line.startsWith("#")) return true;
    const next = lines.slice(index + 1).find((other) => other.trim() !== "");
    return next?.startsWith("- ") === true;
  });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

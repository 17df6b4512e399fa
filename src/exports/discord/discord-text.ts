/** Mentions, emoji, times and commands as Discord writes them (https://discord.com/developers/docs/reference#message-formatting). */
const ENTITIES =
  /<(?:@(!|&)?(\d{1,20})|#(\d{1,20})|a?:(\w{1,64}):\d{1,20}|t:(-?\d{1,14})(?::\w)?|\/([^:<>\n]{1,100}):\d{1,20})>/g;

/** The text as people read it. `person` gives the name of whoever is mentioned, where the export tells it. */
export function discordText(text: string, person: (id: string) => string | undefined): string {
  return text.replace(
    ENTITIES,
    (
      whole,
      kind?: string,
      mentioned?: string,
      channel?: string,
      emoji?: string,
      time?: string,
      command?: string,
    ) => {
      if (mentioned !== undefined) return kind === "&" ? "@role" : `@${person(mentioned) ?? "somebody"}`;
      if (channel !== undefined) return "#channel";
      if (emoji !== undefined) return `:${emoji}:`;
      if (time !== undefined) return dateOf(Number(time)) ?? whole;
      return `/${command}`;
    },
  );
}

function dateOf(unixSeconds: number): string | undefined {
  const date = new Date(unixSeconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 16).replace("T", " ");
}

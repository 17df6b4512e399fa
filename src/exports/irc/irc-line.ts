/** What a line of an IRC log says. Names and texts are untrusted. */
export type IrcLine =
  /** `action`: said with /me. */
  | {
      readonly kind: "message";
      readonly nick: string;
      readonly text: string;
      readonly action: boolean;
      readonly at?: IrcTime;
    }
  /** The network's or the log's own word: a join, a new name, a mode, a notice. `date`: the day from here on, as the log says. */
  | { readonly kind: "notice"; readonly at?: IrcTime; readonly date?: string };

/** The stamp of a line. `date`: YYYY-MM-DD, where the line has one. */
export interface IrcTime {
  readonly date?: string;
  /** Since midnight. */
  readonly seconds: number;
}

/** "[12:18]", "12:18:30", "[2026-01-31 12:18]", "2026-01-31T12:18:30Z". */
const stamp =
  /^\s*\[?(?:(\d{4}-\d{2}-\d{2})[ T])?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?Z?\]?(?=\s)/;
/**
 * "<nick> …", with the mark of an operator in irssi's logs: "<@nick> …"; "(nick/#channel) …" of proxies. Some logs put a space after each
 * bracket of a nick: "<g[r] eek>".
 */
const said =
  /^\s*(?:<[ @+%&~]?([^\s<>](?:[^\s<>]|(?<=\]) ){0,63})>|\(([^\s()/]{1,64})\/#[^\s()]+\))(?: (.*)|\s*)$/s;
/** "* nick waves". */
const acted = /^\s*\*\s+([^\s*]{1,64})(?:\s+(.*))?$/s;
/** Columns between tabs, as WeeChat has them. */
const columns = /^\s*[@+%&~]?([^\t]{0,64}?)\s*\t(.*)$/s;
const noticeMarks = /^\s*(?:={3}|-!-|\*{3,}|-{2,3}(?:>\|?)?(?=\s|$)|\|?<-{2,3}(?=\s|$)|-[^\s-][^\s]*-\s)/;
/** What the network says after one star. */
const networkWord =
  /^(?:\([^)]*\) )?(?:has |have )?(?:joined|left|quit|parted|sets mode|gives (?:channel operator|voice)|removes|is now known as|changes topic|was kicked|has been kicked|has kicked|\[[^\]]*\] has (?:joined|left|quit))\b/i;
const columnMarks = new Set(["-->", "<--", "--", "=!=", ""]);
/** "--- Day changed Tue Feb 01 2010", "--- Log opened Mon Jan 31 12:00:00 2010". */
const dayWord =
  /\b(?:day changed(?: to)?|log opened|begin logging at)\s+(?:[a-z]{3} )?([a-z]{3}) +(\d{1,2})(?: \d\d:\d\d:\d\d)? (\d{4})/i;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * Reads a line of an IRC log in the forms of irssi, mIRC, XChat, WeeChat and the Ubuntu logs: `[12:18] <nick> text`, `[12:18] * nick text`,
 * `=== nick has joined`. `undefined` when it is none.
 */
export function readIrcLine(line: string): IrcLine | undefined {
  const stamped = stamp.exec(line);
  const rest = stamped === null ? line : line.slice(stamped[0].length);
  const at = stamped === null ? {} : { at: timeOf(stamped) };

  const message = said.exec(rest);
  if (message !== null)
    return {
      kind: "message",
      nick: ((message[1] ?? message[2]) as string).replaceAll(" ", ""),
      text: (message[3] ?? "").trim(),
      action: false,
      ...at,
    };
  if (noticeMarks.test(rest)) return { kind: "notice", ...at, ...dateIn(rest) };
  const action = acted.exec(rest);
  if (action !== null) {
    const text = (action[2] ?? "").trim();
    if (networkWord.test(text)) return { kind: "notice", ...at };
    return { kind: "message", nick: action[1] as string, text, action: true, ...at };
  }
  const column = stamped === null ? null : columns.exec(rest);
  if (column === null) return undefined;
  const [, nick = "", text = ""] = column;
  if (columnMarks.has(nick)) return { kind: "notice", ...at };
  if (nick === "*") {
    const [who = "", ...words] = text.trim().split(" ");
    return { kind: "message", nick: who, text: words.join(" "), action: true, ...at };
  }
  return { kind: "message", nick, text: text.trim(), action: false, ...at };
}

function timeOf([, date, hours, minutes, seconds]: RegExpExecArray): IrcTime {
  const since = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return { ...(date === undefined ? {} : { date }), seconds: since };
}

function dateIn(text: string): { readonly date?: string } {
  const [, month = "", day = "", year = ""] = dayWord.exec(text) ?? [];
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? {} : { date: `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` };
}

/** Services of networks, and bots whose names do not say so. */
const known = new Set(["chanserv", "nickserv", "memoserv", "services", "infobot", "dpkg", "supybot"]);
/** "ubotu", "ubottu", "logbot", "bot2", "mybot_". */
const botName = /^(?:ubot+u?\d*|.*bot[\d_`^|-]*)$/;
/** Words for people that end so. */
const people = /(?:robot|abbot|talbot|cabot|turbot)[\d_`^|-]*$/;

/** Whether a nick is that of a program, by its name: a log does not tell. */
export function isIrcBot(nick: string): boolean {
  const name = nick.toLowerCase();
  return known.has(name) || (botName.test(name) && !people.test(name));
}

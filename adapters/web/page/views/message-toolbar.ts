import type { VNode } from "preact";
import type { ChatMessage } from "../../wire.ts";
import { formatRoute, permalink } from "../route.ts";
import { copyText } from "./copy-text.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { usePage } from "./page-context.ts";

export interface MessageToolbarProps {
  readonly message: ChatMessage;
  /** Of the stream in whose pane it stands, 0 for the place's own. */
  readonly root: number;
  readonly own: boolean;
  /** Whether a thread can be opened on it from here. */
  readonly canReply: boolean;
  /** Whether its buttons are in the tab order: those of one message at a time are. */
  readonly reachable: boolean;
}

/** What can be done with a message, shown where the pointer or the focus is. */
export function MessageToolbar({ message, root, own, canReply, reachable }: MessageToolbarProps): View {
  const page = usePage();
  const { chat, store, words } = page;
  const { place, seq } = message;
  const button = (key: Parameters<typeof words.say>[0], drawing: VNode, act: () => unknown) =>
    html`<button type="button" class="icon-button" tabindex=${reachable ? 0 : -1} aria-label=${words.say(key)} title=${words.say(key)} onClick=${act}>${drawing}</button>`;
  /** Somebody else's message, or a finished answer; not what Maru says of itself. */
  const canReport = ({ reply }: ChatMessage) =>
    !own &&
    store.get().about.moderation &&
    (reply === undefined || (reply.kind !== undefined && reply.kind !== "notice"));
  /** The thread that it stands in or begins; 0 for the place itself. */
  const thread = root !== 0 ? root : message.thread === undefined ? 0 : seq;
  const canSummarise =
    message.reply?.state !== "open" && store.get().about.commands.some(({ name }) => name === "summarise");
  const address = () => `${window.location.origin}/${formatRoute(permalink(message))}`;
  return html`<div class="message-toolbar" role="toolbar" aria-label=${words.say("message.actions")}>
    ${canReply && button("message.reply", icons.thread(), () => chat.open({ place, root: seq }))}
    ${button("message.link", icons.link(), () => copyText(address(), page))}
    ${button("message.copy", icons.copy(), () => copyText(message.text, page))}
    ${canSummarise && button("summary.from", icons.summary(), () => chat.summarise({ place, root: thread }, seq))}
    ${own && button("message.edit", icons.edit(), () => chat.beginEdit({ place, seq, root }))}
    ${canReport(message) && button("message.report", icons.flag(), () => chat.showDialog({ kind: "report", message }))}
    ${own && button("message.delete", icons.trash(), () => chat.showDialog({ kind: "delete", message }))}
  </div>`;
}

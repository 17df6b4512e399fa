import { h } from "preact";
import { useMemo } from "preact/hooks";
import type { ChatMessage } from "../../wire.ts";
import type { MarkdownContext } from "../text/markdown.ts";
import { AboutLine, AnswersLine, AsideLine } from "./about-line.ts";
import { avatar } from "./avatar.ts";
import { EditField } from "./edit-field.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { MessageBody } from "./message-body.ts";
import { MessageToolbar } from "./message-toolbar.ts";
import { usePage } from "./page-context.ts";
import { ReplyFoot } from "./reply-foot.ts";
import { ReplyStatusLine } from "./reply-status.ts";
import { ThreadLine } from "./thread-line.ts";

export interface MessageRowProps {
  readonly message: ChatMessage;
  /** It follows a message of the same author: name and picture are not repeated. */
  readonly continued: boolean;
  readonly own: boolean;
  readonly direct: boolean;
  /** `root` of the stream in whose pane it stands: 0 for the place's own, otherwise the thread's. */
  readonly root: number;
  readonly editing: boolean;
  /** Its permalink was opened: counts the openings, 0 for none. */
  readonly marked: number;
  /** It is the one message of its list that the Tab key reaches. */
  readonly reachable: boolean;
  readonly markdown: MarkdownContext;
  /** It is a reply that was asked to stop. */
  readonly stopping: boolean;
}

const NOBODY: readonly string[] = [];

/** One message. */
export function MessageRow(props: MessageRowProps & { key?: number }): View {
  const page = usePage();
  const { message, continued, own, direct, root, editing, marked, reachable, markdown, stopping } = props;
  const { words, times } = page;
  const inThread = root !== 0;
  // The same tree for the same props: a list of hundreds of messages costs little when one of them grows.
  return useMemo(() => {
    const { author, reply } = message;
    if (message.removed) {
      return html`<article class="message message-removed" data-seq=${message.seq} tabindex=${reachable ? 0 : -1} aria-label=${words.say("message.removed")}>
        <div class="message-side">${icons.shield()}</div>
        <div class="message-main"><p>${words.say("message.removed")}</p>
          ${!inThread && message.thread !== undefined && message.thread.replies > 0 && h(ThreadLine, { message })}</div>
      </article>`;
    }
    const classes = ["message"];
    if (continued) classes.push("message-continued");
    if (marked > 0) classes.push(`message-marked-${marked % 2}`);
    if (reply?.kind === "notice") classes.push("message-notice");
    if (reply?.kind === "extractive") classes.push("message-extractive");
    if (editing) classes.push("message-editing");
    const time = html`<time datetime=${message.sentAt} title=${times.full(message.sentAt)}>${times.clock(message.sentAt)}</time>`;
    const name = reply?.kind === "notice" ? words.say("reply.notice", { name: author.name }) : author.name;
    const edited =
      message.editedAt !== undefined &&
      html`<span class="message-edited" title=${words.say("message.edited.at", { time: times.full(message.editedAt) })}>${words.say("message.edited")}</span>`;
    return html`<article class=${classes.join(" ")} data-seq=${message.seq} tabindex=${reachable ? 0 : -1}
      aria-busy=${reply?.state === "open" ? "true" : undefined}
      aria-label=${words.say("message.label", { author: author.name, time: times.clock(message.sentAt) })}>
      <div class="message-side">${continued ? time : avatar(author)}</div>
      <div class="message-main">
        ${
          !continued &&
          html`<header class="message-head"><span class="message-author">${name}</span>${own && html`<span class="message-you">${words.say("message.you")}</span>`}${time}${edited}</header>`
        }
        ${reply !== undefined && h(AnswersLine, { reply })}
        ${
          editing
            ? h(EditField, { message })
            : message.text !== "" &&
              html`<div class="message-text">${h(MessageBody, { text: message.text, mentions: message.mentions ?? NOBODY, markdown })}</div>`
        }
        ${continued && edited}
        ${message.about !== undefined && h(AboutLine, { about: message.about })}
        ${reply?.aside !== undefined && h(AsideLine, { place: reply.aside })}
        ${reply?.state === "open" && h(ReplyStatusLine, { message, stopping })}
        ${reply?.state === "done" && h(ReplyFoot, { message, direct })}
        ${!inThread && message.thread !== undefined && message.thread.replies > 0 && h(ThreadLine, { message })}
      </div>
      ${!editing && h(MessageToolbar, { message, root, own, canReply: !inThread && !direct, reachable })}
    </article>`;
  }, [message, continued, own, direct, root, editing, marked, reachable, markdown, stopping, words, times]);
}

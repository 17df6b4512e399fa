import { h, type VNode } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChatMessage, WirePlace } from "../../wire.ts";
import type { Where } from "../api.ts";
import { messageKey, messagesOf, streamKey } from "../state/conversations.ts";
import type { State } from "../state/state.ts";
import { continues, dayOf } from "../text/time.ts";
import { useArrivals } from "./arrivals.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { useMarkdownContext } from "./markdown-context.ts";
import { MessageRow } from "./message-row.ts";
import { OutgoingRow } from "./outgoing-row.ts";
import { useNow, usePage } from "./page-context.ts";
import { useScrolling } from "./scrolling.ts";

export interface MessageListProps {
  readonly state: State;
  readonly place: WirePlace;
  readonly where: Where;
  readonly label: string;
  /** Shown above the first message, once there is nothing older. */
  readonly start: VNode | null;
}

/** The messages of a place or thread: read further back as one scrolls, by days, new ones at the end. */
export function MessageList(props: MessageListProps & { key?: string }): View {
  const { state, place, where, label, start } = props;
  const { chat, words, times } = usePage();
  const now = useNow(60_000);
  const scroller = useRef<HTMLDivElement>(null);
  const markdown = useMarkdownContext(state);
  const { people, about } = state;
  const names = useMemo(() => [about.selfName, ...Object.values(people)], [people, about]);
  const { held, route, opened, editing, stopping, me } = state;
  const stream = held.streams.get(streamKey(where.place, where.root));
  const messages = useMemo(() => messagesOf(held, where.place, where.root), [held, where.place, where.root]);
  const outbox = state.outbox.filter(
    (out) => out.place === where.place && out.root === where.root && out.echo === undefined,
  );
  const ready = stream?.state === "ready";
  const readOlder = useCallback(() => {
    if (ready) void chat.readOlder({ place: where.place, root: where.root });
  }, [chat, ready, where.place, where.root]);
  const waits = outbox.length;
  const content = useMemo(() => [messages, waits, stream], [messages, waits, stream]);
  const { atEnd, toEnd, reveal } = useScrolling({
    scroller,
    content,
    onNearStart: readOlder,
  });

  // The permalink that was opened, and a message of one's own, are brought into sight.
  const target = (route?.root ?? 0) === where.root && route?.place === where.place ? route.target : undefined;
  const revealed = useRef(0);
  const targetHeld = target !== undefined && messages.some(({ seq }) => seq === target);
  useEffect(() => {
    if (!targetHeld || revealed.current === opened) return;
    const row = scroller.current?.querySelector(`[data-seq="${target}"]`);
    if (!row) return;
    revealed.current = opened;
    reveal(row, "center");
  }, [targetHeld, target, opened, reveal]);

  const newest = outbox.at(-1)?.nonce;
  useEffect(() => {
    if (newest === undefined) return;
    if (stream?.detached) void chat.readLatest(where).then(toEnd);
    else toEnd();
  }, [newest]);

  // What comes all at once and is longer than the list is read from its beginning.
  const cameAtOnce = useArrivals(messages, ready);
  useEffect(() => {
    const list = scroller.current;
    const row = list?.querySelector(`[data-seq="${cameAtOnce}"]`);
    if (atEnd && list && row && row.clientHeight > list.clientHeight) reveal(row, "start");
  }, [cameAtOnce]);

  const newAfter = where.root === 0 ? state.newAfter : undefined;
  const sawDivider = useRef(false);
  useEffect(() => {
    if (!ready || sawDivider.current) return;
    sawDivider.current = true;
    const list = scroller.current;
    const divider = list?.querySelector(".divider-new");
    if (!list || !divider || target !== undefined) return;
    if (divider.getBoundingClientRect().top < list.getBoundingClientRect().top) reveal(divider, "start");
  }, [ready, target, reveal]);

  const { reachable, onKeyDown, onFocus } = useRoving(messages);
  const below = useNewBelow(messages, atEnd, me?.person.id);
  const rows = messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = before === undefined || dayOf(before.sentAt) !== dayOf(message.sentAt);
    const isFirstNew =
      newAfter !== undefined &&
      message.seq > newAfter &&
      (before === undefined ? !stream?.more : before.seq <= newAfter);
    return [
      newDay &&
        !(before === undefined && where.root !== 0) &&
        html`<div class="divider" role="separator" key=${`day ${message.seq}`}><time datetime=${message.sentAt}>${times.day(message.sentAt, now)}</time></div>`,
      isFirstNew &&
        html`<div class="divider divider-new" role="separator" key="new"><span>${words.say("place.new.divider")}</span></div>`,
      h(MessageRow, {
        key: message.seq,
        message,
        continued:
          !newDay && !isFirstNew && !startsAnew(message) && !before?.removed && continues(before, message),
        own: message.author.id === me?.person.id,
        direct: place.kind === "direct",
        root: where.root,
        editing:
          editing?.place === message.place && editing.seq === message.seq && editing.root === where.root,
        marked: message.seq === target ? opened : 0,
        reachable: message.seq === reachable,
        markdown,
        stopping: stopping.includes(messageKey(message.place, message.seq)),
      }),
    ];
  });

  return html`<div class="list">
    <div class="list-scroll" ref=${scroller} role="log" aria-live="off" aria-label=${label} onKeyDown=${onKeyDown} onFocusIn=${onFocus}>
      <div class="list-content">
        ${ready && !stream.more && start}
        ${ready && stream.more && html`<div class="list-older" role="status">${words.say("place.older")}</div>`}
        ${stream?.state === "failed" && failed()}
        ${(stream === undefined || stream.state === "reading") && messages.length === 0 && skeleton()}
        ${rows}
        ${outbox.map((outgoing, index) => {
          const before =
            index === 0 ? messages.at(-1) : { author: me?.person ?? { id: "" }, sentAt: outgoing.sentAt };
          const author = me?.person ?? { id: "" };
          return (
            me &&
            h(OutgoingRow, {
              key: outgoing.nonce,
              outgoing,
              continued: continues(before, { author, sentAt: outgoing.sentAt }),
              me,
              markdown,
              names,
            })
          );
        })}
      </div>
    </div>
    ${(!atEnd || stream?.detached) && ready && latestButton()}
  </div>`;

  function latestButton(): VNode {
    const act = () => (stream?.detached ? void chat.readLatest(where).then(toEnd) : toEnd());
    return html`<button type="button" class=${`latest-button${below > 0 ? " latest-button-new" : ""}`} onClick=${act}>
      ${icons.down()}${below > 0 ? words.say("place.new", { count: below }) : words.say("place.latest")}
    </button>`;
  }

  function failed(): VNode {
    return html`<div class="list-failed" role="alert"><p>${words.say("place.failed")}</p>
      <button type="button" class="button" onClick=${() => route && chat.show(route)}>${words.say("place.again")}</button></div>`;
  }
}

/** Maru's finished words stand on their own, each with its head. */
function startsAnew(message: ChatMessage): boolean {
  return message.reply?.kind === "notice";
}

function skeleton(): VNode {
  return html`<div class="skeleton" aria-hidden="true">${[62, 40, 75, 52].map((width) => html`<div class=${`skeleton-row skeleton-${width}`}><i></i><b></b></div>`)}</div>`;
}

/** Arrow keys go from message to message; the Tab key reaches one of them. */
function useRoving(messages: readonly ChatMessage[]) {
  const [focused, setFocused] = useState<number>();
  const last = messages.at(-1)?.seq;
  const reachable = focused !== undefined && messages.some(({ seq }) => seq === focused) ? focused : last;
  return {
    reachable,
    onFocus(event: FocusEvent) {
      const seq =
        event.target instanceof Element
          ? event.target.closest<HTMLElement>("[data-seq]")?.dataset["seq"]
          : undefined;
      if (seq !== undefined) setFocused(Number(seq));
    },
    onKeyDown(event: KeyboardEvent) {
      const row = event.target;
      if (!(row instanceof HTMLElement) || row.dataset["seq"] === undefined || event.altKey) return;
      const rows = [...(row.closest(".list-content")?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])];
      const at = rows.indexOf(row);
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
      const next = to === undefined ? undefined : rows[to];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}

/** How many messages of others came in below while one looked further up. */
function useNewBelow(messages: readonly ChatMessage[], atEnd: boolean, me: string | undefined): number {
  const last = messages.at(-1)?.seq ?? 0;
  const left = useRef(last);
  if (atEnd) left.current = last;
  return messages.filter(({ seq, author }) => seq > left.current && author.id !== me).length;
}

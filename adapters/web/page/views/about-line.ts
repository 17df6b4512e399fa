import type { WireReply, WireSubject } from "../../wire.ts";
import { formatRoute, type Route } from "../route.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { usePage } from "./page-context.ts";

/** Below a command that was given elsewhere: what it is about, and the way there. */
export function AboutLine({ about }: { about: WireSubject }): View {
  const { store, words } = usePage();
  const { place, root, from } = about;
  const known = store.get().me?.places.find(({ id }) => id === place);
  const key =
    known?.kind === "direct"
      ? "about.here"
      : from === undefined
        ? (`about.${root === undefined ? "place" : "thread"}` as const)
        : root === undefined
          ? "about.from"
          : "about.thread.from";
  const route: Route = {
    place,
    ...(root === undefined ? {} : { root }),
    ...(from === undefined || from === root ? {} : { target: from }),
  };
  return html`<p class="message-about"><a href=${formatRoute(route)}>${icons.thread()}${words.say(key, { name: known?.name ?? place })}</a></p>`;
}

/** Below an answer for one person alone: what it answers, and the way there. */
export function AnswersLine({ reply: { to, toPlace, toRoot } }: { reply: WireReply }): View {
  const { store, words } = usePage();
  if (to === undefined || toPlace === undefined || toRoot === undefined) return null;
  const known = store.get().me?.places.find(({ id }) => id === toPlace);
  const route: Route = { place: toPlace, root: toRoot, ...(to === toRoot ? {} : { target: to }) };
  return html`<p class="message-about"><a href=${formatRoute(route)}>${icons.thread()}${words.say("reply.toplace", { name: known?.name ?? toPlace })}</a></p>`;
}

/** Below Maru's word in a thread that the answer is for one person alone: for that person, the way to it. */
export function AsideLine({ place }: { place: string }): View {
  const { store, words } = usePage();
  const { me, about } = store.get();
  if (!me?.places.some(({ id }) => id === place)) return null;
  return html`<p class="message-about"><a href=${formatRoute({ place })}>${icons.lock()}${words.say("private.open", { name: about.selfName })}</a></p>`;
}

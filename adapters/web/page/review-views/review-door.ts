import { useState } from "preact/hooks";
import { parseReviewRoute } from "../route.ts";
import { html, type View } from "../views/html.ts";
import { mark } from "../views/mark.ts";
import { usePage } from "../views/page-context.ts";

/** For whoever is no moderator: where the key is found, and a field for it. */
export function ReviewDoor({ self }: { self: string }): View {
  const { review, words } = usePage();
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);

  async function open(event: Event): Promise<void> {
    event.preventDefault();
    const given = key.trim();
    if (given === "") return;
    setBusy(true);
    // The whole address may have been pasted.
    const hash = given.slice(Math.max(0, given.indexOf("#")));
    await review.become(parseReviewRoute(hash)?.key ?? given);
    setBusy(false);
    setKey("");
  }

  return html`<div class="review-door">${mark(56)}
    <h2>${words.say("review.door.title")}</h2>
    <p>${words.say("review.door.lead", { self })}</p>
    <form onSubmit=${open}>
      <label for="review-key">${words.say("review.door.key")}</label>
      <input id="review-key" type="password" autocomplete="off" value=${key} onInput=${(event: InputEvent) => setKey((event.currentTarget as HTMLInputElement).value)} />
      <button type="submit" class="button button-strong" disabled=${busy || key.trim() === ""}>${words.say("review.door.enter")}</button>
    </form>
  </div>`;
}

import type { PageParts } from "./page-context.ts";

/** Puts a text on the clipboard; where the browser does not allow it, the person is told. Resolves with whether it worked. */
export async function putOnClipboard(text: string, { chat, words }: PageParts): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    chat.toast(words.say("message.copy.failed"));
    return false;
  }
}

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, page: PageParts): Promise<void> {
  if (await putOnClipboard(text, page)) page.chat.toast(page.words.say("message.copied"));
}

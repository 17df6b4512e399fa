import { createScreen } from "../../src/moderation/screen/index.ts";
import { LINK_FORMS } from "../moderation/screen/link-forms.ts";

/** Every way to write a link, behind some other text, as the screen passes it on when nobody gave that link. */
export async function filteredForms(before = ""): Promise<readonly string[]> {
  const screen = createScreen({ links: { allow: [] } });
  const shown = async (form: string) => {
    async function* answer() {
      yield before + form;
    }
    return (await Array.fromAsync(screen(answer(), { to: {} as never, sources: [] }))).join("");
  };
  return Promise.all(LINK_FORMS.map(shown));
}

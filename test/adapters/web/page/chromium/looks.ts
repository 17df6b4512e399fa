import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { FOCUS_MARK, flawsOf } from "./flaws.ts";
import { type Stage, thread } from "./stage.ts";

/** What one sees, and what one has to be able to see. */
export function looks(stage: Stage): void {
  it("follows the system's colours", async () => {
    const { address } = await stage.openHall();
    const { page } = await stage.opener.open(address, await stage.opener.context({ colorScheme: "dark" }));
    const brightness = async () => {
      const colour = String(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
      return Math.max(...[...colour.matchAll(/\d+/g)].map(([value]) => Number(value)));
    };
    expect(await brightness()).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await brightness()).toBeGreaterThan(240);
  });

  it.each(["light", "dark"] as const)(
    "gives every control a name, every focus a mark, and text enough contrast (%s)",
    async (colorScheme) => {
      const { address, join } = await stage.openHall((question) =>
        question.text.includes("quote")
          ? { pieces: ["> a\n>\n> — b"], kind: "extractive" }
          : { pieces: ["Some `code`."] },
      );
      const jonas = await join("Jonas");
      const root = await jonas.post(
        "general",
        "@maru hello @Hana, [a link](https://a.example)\n\n```sh\nls\n```",
      );
      await jonas.post("general", "quote", root);
      const { page } = await stage.opener.open(
        address,
        await stage.opener.context({ colorScheme, reducedMotion: "reduce" }),
      );
      expect(await flawsOf(page)).toEqual([]);
      await enter(page, "Hana");
      await page.goto(`${address}/#/general/${root}/thread`);
      await thread(page).getByText("Quoted from this channel").waitFor();
      expect(await flawsOf(page)).toEqual([]);
      const marks: string[] = [];
      for (let tabs = 0; tabs < 30; tabs++) {
        await page.keyboard.press("Tab");
        marks.push(String(await page.evaluate(FOCUS_MARK)));
      }
      expect(marks.filter((mark) => !mark.startsWith("ok"))).toEqual([]);
      expect(new Set(marks).size).toBeGreaterThan(10);
    },
  );
}

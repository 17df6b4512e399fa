import { expect, test } from "vitest";
import { openChat } from "./chat.ts";

test("all forms of the chat's permalinks are understood, and those of other machines and ports are not", async () => {
  const chat = await openChat({ channels: ["general", "잡담"] });
  const ann = await chat.join("Ann");
  const root = await ann.post("잡담", "root");
  const reply = await ann.post("잡담", "reply", { root: root.seq });
  const { port } = new URL(chat.address);
  const place = encodeURIComponent("잡담");
  const found = async (link: string) => (await chat.adapter.locate(link))?.id;
  for (const host of ["127.0.0.1", "localhost", "[::1]"]) {
    const at = `http://${host}:${port}/#/${place}`;
    expect(await found(`${at}/${root.seq}`)).toBe(`web:잡담/${root.seq}`);
    expect(await found(`${at}/${root.seq}/thread`)).toBe(`web:잡담/${root.seq}`);
    expect(await found(`${at}/${root.seq}/${reply.seq}`)).toBe(`web:잡담/${reply.seq}`);
  }
  const here = `http://127.0.0.1:${port}`;
  for (const link of [
    `http://127.0.0.1:1/#/${place}/1`,
    `https://127.0.0.1:${port}/#/${place}/1`,
    `http://maru.example:${port}/#/${place}/1`,
    `${here}/other#/${place}/1`,
    `${here}/#/${place}`,
    `${here}/#/${place}/99`,
    `${here}/#/${place}/0`,
    `${here}/#/${place}/01`,
    `${here}/#/%E0%A4%A/1`,
    `${here}/#/nowhere/1`,
    `${here}/#/review`,
  ])
    expect(await found(link), link).toBeUndefined();
});

import { expect, it } from "vitest";
import { tellWhatIsRead } from "../../../../adapters/web/page/chat/tell-what-is-read.ts";
import { createStore } from "../../../../adapters/web/page/state/store.ts";

const places = ["general", "random"].map((id) => ({ id, name: id, kind: "channel" as const }));
const person = { id: "p1", name: "Hana", kind: "person" as const };
const me = { person, people: [], places, moderator: false, read: {} };

function tab() {
  const store = createStore();
  const told: string[] = [];
  let token: string | undefined = "hana";
  const api = {
    markRead: async (...mark: [string, string, number]) => {
      told.push(mark.join(" "));
      throw new Error("not reached");
    },
  };
  tellWhatIsRead({ store, api }, () => token);
  store.dispatch({ type: "entered", me, seen: { general: 4, random: 2 } });
  store.dispatch({ type: "route", route: { place: "general" } });
  const seen = (seq: number) => {
    const message = { place: "general", seq, author: person, text: "a", sentAt: "2026-11-21T10:00:00Z" };
    store.dispatch({ type: "live", events: [{ type: "message", message }] });
  };
  const depart = () => {
    token = undefined;
    store.dispatch({ type: "joining" });
  };
  return { store, told, seen, depart };
}

it("how far a place was read is told when one leaves it, and not while one is there", () => {
  const { store, told, seen } = tab();
  seen(5);
  seen(6);
  store.dispatch({ type: "route", route: { place: "general", root: 5 } });
  expect(told).toEqual([]);
  store.dispatch({ type: "route", route: { place: "random" } });
  expect(told).toEqual(["hana general 6"]);
  store.dispatch({ type: "review", review: { tab: "waiting" } });
  expect(told).toEqual(["hana general 6", "hana random 2"]);
});

it("it is told, too, when one looks away, and when one leaves the chat", () => {
  const { store, told, seen, depart } = tab();
  store.dispatch({ type: "visible", visible: false });
  expect(told).toEqual(["hana general 4"]);
  seen(5);
  store.dispatch({ type: "visible", visible: true });
  depart();
  expect(told).toEqual(["hana general 4", "hana general 5"]);
});

it("nothing is told of a place that was never seen, or that is none of one's own", () => {
  const { store, told } = tab();
  store.dispatch({ type: "route", route: { place: "dm.9" } });
  told.length = 0;
  store.dispatch({ type: "route", route: { place: "general" } });
  expect(told).toEqual([]);
});

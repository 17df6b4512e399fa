import { describe, expect, it } from "vitest";
import { formatRoute, parseRoute, permalink, routeOfLink } from "../../../../adapters/web/page/route.ts";

describe("addresses of the page", () => {
  it.each([
    ["#/general", { place: "general" }],
    ["#/general/12", { place: "general", target: 12 }],
    ["#/general/12/15", { place: "general", root: 12, target: 15 }],
    ["#/general/12/thread", { place: "general", root: 12 }],
    ["#/dm.3/7", { place: "dm.3", target: 7 }],
    ["#/%EC%9E%A1%EB%8B%B4/3", { place: "잡담", target: 3 }],
  ])("%s is read and written the same", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it.each([
    "",
    "#",
    "#/",
    "#general",
    "#/general/0",
    "#/general/x",
    "#/general/1/2/3",
    "#/%E0%A4%A/1",
    "#/a/-1",
  ])("%j leads nowhere", (hash) => {
    expect(parseRoute(hash)).toBeUndefined();
  });

  it("of a message lead to the message, in its thread where it stands in one", () => {
    expect(formatRoute(permalink({ place: "general", seq: 15, root: 12 }))).toBe("#/general/12/15");
    expect(formatRoute(permalink({ place: "dm.3", seq: 7, root: 0 }))).toBe("#/dm.3/7");
  });

  it("are told from links elsewhere, whatever this machine is called", () => {
    const here = { origin: "http://localhost:7227", port: "7227" };
    expect(routeOfLink("http://127.0.0.1:7227/#/general/12", here)).toEqual({ place: "general", target: 12 });
    expect(routeOfLink("#/general/12", here)).toEqual({ place: "general", target: 12 });
    expect(routeOfLink("http://127.0.0.1:7228/#/general/12", here)).toBeUndefined();
    expect(routeOfLink("https://evil.example:7227/#/general/12", here)).toBeUndefined();
    expect(routeOfLink("http://127.0.0.1:7227/metrics#/general/12", here)).toBeUndefined();
  });
});

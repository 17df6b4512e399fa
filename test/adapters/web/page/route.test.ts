import { describe, expect, it } from "vitest";
import {
  formatReviewRoute,
  formatRoute,
  parseReviewRoute,
  parseRoute,
  permalink,
  routeOfLink,
} from "../../../../adapters/web/page/route.ts";

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

  it.each([
    ["#/review", { tab: "waiting" }],
    ["#/review/report", { tab: "report" }],
    ["#/review/c17", { tab: "waiting", case: "c17" }],
  ])("%s is the review page, and no place", (hash, route) => {
    expect(parseReviewRoute(hash)).toEqual(route);
    expect(formatReviewRoute(route as Parameters<typeof formatReviewRoute>[0])).toBe(hash);
    expect(parseRoute(hash)).toBeUndefined();
  });

  it("hand over the review key, and never show it", () => {
    const route = parseReviewRoute("#/review?key=Ab-_9");
    expect(route).toEqual({ tab: "waiting", key: "Ab-_9" });
    expect(formatReviewRoute(route ?? { tab: "report" })).toBe("#/review");
  });

  it("tell a channel called review from the review page", () => {
    expect(formatRoute({ place: "review" })).toBe("#/%72eview");
    expect(parseRoute("#/%72eview")).toEqual({ place: "review" });
    expect(parseReviewRoute("#/%72eview")).toBeUndefined();
    expect(parseRoute("#/review/12")).toEqual({ place: "review", target: 12 });
    for (const hash of ["#/review/12", "#/review/nothing", "#/review/c0", "#/review?key=a/b", "#/reviews"]) {
      expect(parseReviewRoute(hash)).toBeUndefined();
    }
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

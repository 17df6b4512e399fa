import { expect, test } from "vitest";
import { openHouse } from "./house.ts";
import { tellStory } from "./story.ts";
import { webTeam } from "./web-team.ts";

test("in the web chat each step of moderation is taken once, although Maru is killed in the middle of each", async () => {
  await using house = await openHouse({}, {});
  await using team = await webTeam(house.maru);
  await tellStory(house, team, "all");
  expect(await team.desk.list("shadow")).toEqual(["c1"]);
}, 240_000);

import { test } from "vitest";
import { discordTeam } from "./discord-team.ts";
import { tellStory } from "./story.ts";

test("on Discord each step of moderation is taken once, although Maru is killed while it posts, deletes and tells", async () => {
  const { house, team } = await discordTeam();
  await using _team = team;
  await using _house = house;
  await tellStory(house, team, "few");
}, 240_000);

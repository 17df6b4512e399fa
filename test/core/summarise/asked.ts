import { fakeModel } from "../../fakes/model.ts";
import { alice, bob, type FakePlatform } from "../../fakes/platform.ts";

/** A model that says of a conversation only that, and that its first message says so. */
export const summingUp = (gist: string) =>
  fakeModel([
    JSON.stringify({
      gist: [{ sources: [1], text: gist }],
      keyPoints: [],
      decisions: [],
      actionItems: [],
      openQuestions: [],
    }),
  ]);

/** A model that is not there. */
export function noModel() {
  const model = fakeModel();
  model.state = { state: "absent", hint: "none" };
  return model;
}

/** Two people agree on something in one thread. */
export function releaseThread(platform: FakePlatform) {
  const root = platform.post("When do we release version 3? I need the date for the announcement.");
  const answer = platform.post("We release version 3 on Friday the 6th of March, after the tests.", {
    by: bob,
    inThreadOf: root,
  });
  const task = platform.post("Bob will write the release notes until Thursday.", {
    by: alice,
    inThreadOf: root,
  });
  return { root, answer, task };
}

import type { AdapterModule, Finding } from "../../core/ports/chat-adapter.ts";
import { secretsFor } from "../secrets-for.ts";

/** What each platform that is on finds about itself. */
export async function* checkPlatforms(
  sections: Readonly<Record<string, unknown>>,
  adapters: readonly AdapterModule[],
  env: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Finding> {
  let on = 0;
  for (const module of adapters) {
    const section = sections[module.name];
    if (section === null || section === undefined) continue;
    on++;
    yield* await module.doctor(section, secretsFor(module, env));
  }
  if (on > 0) return;
  const names = adapters.map(({ name }) => name).join(", ");
  yield {
    check: "platforms",
    level: "fail",
    detail: "Every platform is off.",
    remedy: `Turn one on under platforms in maru.yaml: ${names}.`,
  };
}

/** What one platform finds about itself. While it is off, that, and what it finds as it would be with its defaults. */
export async function* checkPlatform(
  module: AdapterModule,
  section: unknown,
  env: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Finding> {
  const isOn = section !== null && section !== undefined;
  if (!isOn)
    yield {
      check: module.name,
      level: "fail",
      detail: "It is off.",
      remedy: `Turn it on in maru.yaml: platforms: { ${module.name}: {} }`,
    };
  const usual = module.config.safeParse({});
  const looked = isOn ? section : usual.data;
  if (looked !== null && looked !== undefined) yield* await module.doctor(looked, secretsFor(module, env));
}

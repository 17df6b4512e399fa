import type { RuleSettings } from "../settings.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { createFloodRule } from "./flood.ts";
import { createLinkRule } from "./links.ts";
import { createMentionRule } from "./mentions.ts";
import { createPatternRule } from "./patterns.ts";
import { createWordRule } from "./words.ts";

/** What a rule of the policy does. Its settings were checked by src/config. */
export function compileRule(rule: RuleSettings): CompiledRule {
  switch (rule.kind) {
    case "words":
      return createWordRule(rule.words);
    case "pattern":
      return createPatternRule(rule.patterns);
    case "links":
      return createLinkRule(rule);
    case "flood":
      return createFloodRule(rule);
    case "mentions":
      return createMentionRule(rule.moreThan);
    default:
      return rule satisfies never;
  }
}

import type { CommandName } from "../core/types.ts";

/** Korean names of the commands. */
export const koreanNames: Readonly<Record<CommandName, string>> = {
  ask: "질문",
  summarise: "요약",
  catchup: "따라잡기",
  help: "도움말",
  stop: "중단",
  privacy: "개인정보",
  forget: "잊어줘",
  optout: "요약제외",
  optin: "요약포함",
};

import type { CommandName } from "../core/types.ts";

/** Korean names of the commands. */
export const koreanNames: Readonly<Record<CommandName, string>> = {
  ask: "질문",
  help: "도움말",
  stop: "중단",
  privacy: "개인정보",
  forget: "잊어줘",
};

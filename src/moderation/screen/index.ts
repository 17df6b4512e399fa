/** What Maru itself says, before anybody sees it: judged sentence by sentence, and its links looked at. */
export { createAnswerJudge } from "./answer-judge.ts";
export { createScreen } from "./create-screen.ts";

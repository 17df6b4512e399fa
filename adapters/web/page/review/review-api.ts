import type { ModerationReport, ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseId } from "../../../../src/core/types.ts";
import type {
  Backlog,
  CasePage,
  CaseTab,
  Labelled,
  LabelSample,
  MakeMove,
  ReviewPosts,
  Samples,
} from "../../shared/moderation-wire.ts";
import type { Me } from "../../wire.ts";
import type { Call } from "../call.ts";

/** The moderators' side of the server, as `wire.ts` describes it. Every call rejects with `Refused`. */
export interface ReviewApi {
  open(token: string, key: string): Promise<Me>;
  cases(token: string, asked: { tab: CaseTab; platform?: string; before?: CaseId }): Promise<CasePage>;
  find(token: string, id: CaseId): Promise<ReviewCase>;
  move(token: string, id: CaseId, made: MakeMove): Promise<void>;
  backlog(token: string): Promise<Backlog>;
  samples(token: string): Promise<Samples>;
  label(token: string, message: string, label: LabelSample): Promise<Labelled>;
  report(token: string, days: number): Promise<ModerationReport>;
  posts(token: string): Promise<ReviewPosts>;
}

export function createReviewApi(call: Call): ReviewApi {
  return {
    open: (token, key) => call("POST", "/api/review/open", token, { key }),
    cases: (token, asked) => call("GET", `/api/review/cases?${new URLSearchParams(asked)}`, token),
    find: (token, id) => call("GET", `/api/review/cases/${id}`, token),
    move: (token, id, made) => call("POST", `/api/review/cases/${id}/moves`, token, made),
    backlog: (token) => call("GET", "/api/review/backlog", token),
    samples: (token) => call("GET", "/api/review/samples", token),
    label: (token, message, label) =>
      call("POST", `/api/review/samples/${encodeURIComponent(message)}/label`, token, label),
    report: (token, days) => call("GET", `/api/review/report?days=${days}`, token),
    posts: (token) => call("GET", "/api/review/posts", token),
  };
}

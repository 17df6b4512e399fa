import type { CaseId } from "../../core/types.ts";

/** 17 of `c17`. */
export const numberOf = (id: CaseId): number => Number(id.slice(1));

export const caseOf = (number: number): CaseId => `c${number}`;

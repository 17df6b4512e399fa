import type { Author } from "../../core/types.ts";
import type { PlaceSettings } from "./settings.ts";

/** Whether an author's messages are left alone: by a role's name or id, or by the person's id. */
export function createExemption({ roles, people }: PlaceSettings["exempt"]): (author: Author) => boolean {
  const exemptRoles = new Set(roles.map(plain));
  const exemptPeople = new Set(people);
  return (author) =>
    exemptPeople.has(author.id) || (author.roles ?? []).some((role) => exemptRoles.has(plain(role)));
}

const plain = (role: string) => role.replace(/^@/, "").normalize("NFC").toLowerCase();

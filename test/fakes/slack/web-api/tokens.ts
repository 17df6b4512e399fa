import type { Blame } from "../violations.ts";
import type { User } from "../world/shapes.ts";
import { refuse } from "./api-error.ts";

/** Calls that an app may still make with a token after it was told that the token is worth nothing. */
const grace = 20;

export interface Tokens {
  readonly bot: string;
  readonly app: string;
  /** Refuses a token that this method does not take. Whose it is, when it is a person's. */
  check(token: string | undefined, method: string): Owner | undefined;
  /** A user token. `scopes`: user scopes. */
  give(user: User, scopes: readonly string[]): string;
  /** The scopes of a user token; `undefined` for any other. */
  scopesOf(token: string | undefined): readonly string[] | undefined;
  /** The bot token is worth nothing any more. `code`: what calls are answered from now on. */
  revoke(code: "token_revoked" | "account_inactive" | "invalid_auth"): void;
  /** Whether a token may read the files of the workspace. */
  mayRead(token: string | undefined): boolean;
}

/** Whose a user token is, and what it is for. */
interface Owner {
  readonly user: User;
  readonly scopes: readonly string[];
}

/** Methods that the fake takes user tokens for. */
const forPeople: ReadonlySet<string> = new Set(["auth.test", "chat.delete"]);

export const createTokens = (blame: Blame): Tokens => {
  const bot = "xoxb-fake-bot-token";
  const app = "xapp-1-fake-app-token";
  const owners = new Map<string, Owner>();
  let revoked: string | undefined;
  let told = 0;
  return {
    bot,
    app,
    check: (token, method) => {
      if (token === undefined || token === "") refuse("not_authed");
      const owner = owners.get(token!);
      if (owner) {
        if (!forPeople.has(method)) refuse("not_allowed_token_type");
        if (owner.user.deleted) refuse("account_inactive");
        return owner;
      }
      const isConnecting = method === "apps.connections.open";
      if (revoked !== undefined && token === bot) {
        told += 1;
        if (told === grace + 1) blame(method, `still uses a token that is worth nothing (${revoked})`);
        refuse(revoked);
      }
      if (token === (isConnecting ? bot : app)) refuse("not_allowed_token_type");
      if (token !== (isConnecting ? app : bot)) refuse("invalid_auth");
      // Without an installation there is nothing to connect for.
      if (isConnecting && revoked === "account_inactive") refuse("account_inactive");
      return undefined;
    },
    give: (user, scopes) => {
      const token = `xoxp-${owners.size + 1}-${user.id}`;
      owners.set(token, { user, scopes });
      return token;
    },
    scopesOf: (token) => owners.get(token ?? "")?.scopes,
    revoke: (code) => {
      revoked = code;
    },
    mayRead: (token) => token === bot && revoked === undefined,
  };
};

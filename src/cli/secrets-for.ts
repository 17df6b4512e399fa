import type { AdapterModule, Secrets } from "../core/ports/index.ts";

/** The variables that an adapter asks for, and no others. */
export function secretsFor(
  { secrets }: AdapterModule,
  environment: Readonly<Record<string, string | undefined>>,
): Secrets {
  return Object.fromEntries(
    secrets.flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}

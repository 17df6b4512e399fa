/** One import of a file. */
export interface Import {
  /** As written; `undefined` when it is computed at run time. */
  readonly specifier: string | undefined;
  /** Whether it is gone at run time: `import type` and `export type … from`. */
  readonly isType: boolean;
}

/** What stands between `import` and `from`: names (also as strings), braces, commas, stars and comments, never a call. */
const STATEMENT =
  /(?:^|;|\})[ \t]*(?:import|export)\b\s*(type\b\s*(?!from\b|,))?(?:[\w$*{]|\/\*)(?:\/\*[\s\S]*?\*\/|\b(?:as|default)?\s*"[^"\n]*"(?=\s*[,}])|[^"'`;()=])*?\bfrom\s*(?:\/\*[\s\S]*?\*\/\s*)?["']([^"']+)["']/gm;
const SIDE_EFFECT = /(?:^|;|\})[ \t]*import\s*["']([^"']+)["']/gm;
const CALL =
  /\b(?:import|require|import\.meta\.resolve|createRequire\([^()]*\)\.resolve)\(\s*(?:["'`]([^"'`$]+)["'`]\s*[,)])?/g;

/** The imports of a TypeScript source. Types written as `import("…")` count as imports at run time. */
export function importsOf(source: string): readonly Import[] {
  return [
    ...Array.from(source.matchAll(STATEMENT), ([, type, specifier]) => ({
      specifier,
      isType: type !== undefined,
    })),
    ...Array.from(source.matchAll(SIDE_EFFECT), ([, specifier]) => ({ specifier, isType: false })),
    ...Array.from(source.matchAll(CALL), ([, specifier]) => ({ specifier, isType: false })),
  ];
}

/** Something to be scored, or why there is nothing. */
export type Entry =
  /** `id` is JSON: written out as it came in, also where it is a number too big for JavaScript. */
  | { readonly id: string; readonly text: string }
  /** A sentence that names the place and holds nothing of what stands there. */
  | { readonly problem: string };

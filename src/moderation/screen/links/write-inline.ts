import type { AllowedLinks } from "./allowed-links.ts";
import { endsOf, nextAddress, shownEnd } from "./find-addresses.ts";
import { type Inline, wordCut } from "./read-inline.ts";
import { viewOf } from "./view.ts";

/** A longer address is cut: nobody reads it, and code that a chat has to cut in two is none any more. */
const MAX_SHOWN_CHARS = 200;
/** Looks like a backtick and is none, on any platform and after any normalising; and no letter, which could be part of a name. */
export const INERT_BACKTICK = "‘";

/** The parts of a line, or of a link's label, written so that only allowed links are links. */
interface Writing {
  /** What stands right before: the last character that was written of the line, if any. */
  readonly before: string;
  /** In a label nothing can be a link of its own. */
  readonly inLabel: boolean;
  readonly links: AllowedLinks;
}

export function writeInline(text: string, parts: readonly Inline[], writing: Writing): string {
  const { links, inLabel } = writing;
  let written = writing.before;

  /** Code or a link: it must not be read together with what stands before it. */
  function addAtom(atom: string): void {
    written += (/[`\\]$/.test(written) ? " " : "") + atom;
  }

  function addPlain(plain: string): void {
    let safe = plain
      .replace(/\\?`/g, INERT_BACKTICK)
      .replace(/\](?=[(:])/g, "] ")
      .replace(/(?<![\\~])~{3,}/g, "\\$&");
    if (inLabel) safe = safe.replace(/\\.|[[\]]/gs, (mark) => (mark.length > 1 ? mark : `\\${mark}`));
    // A combining mark could make another character of what ends code or a link.
    const clings = /[`>)]$/.test(written) && /^[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(safe);
    const completes = written.endsWith("]") && /^[(:]/.test(safe);
    written += (clings || completes ? " " : "") + safe;
  }

  /** Behind its label. */
  function addTarget(target: string): void {
    addPlain(/\s$|^$/.test(written) ? "(" : " (");
    addAtom(codeOf(target));
    addPlain(")");
  }

  function addText(stretch: string): void {
    for (let from = 0; from < stretch.length; ) {
      const to = nextCut(stretch, from);
      if (from > 0) addPlain(" ");
      addWords(stretch.slice(from, to));
      from = to;
    }
  }

  function addWords(words: string): void {
    const { text: seen, at } = viewOf(words);
    let done = 0;
    for (;;) {
      // What stands behind an address begins anew, whatever the address ends with.
      const next = nextAddress(seen.slice(done), 0);
      if (next === undefined) break;
      const found = { from: done + next.from, to: done + next.to };
      addPlain(words.slice(at[done], at[found.from]));
      const allowed = inLabel ? undefined : allowedPart(seen, found);
      done = allowed?.to ?? shownEnd(seen, found);
      if (allowed) addAtom(allowed.link);
      else addAtom(codeOf(seen.slice(found.from, done)));
    }
    addPlain(words.slice(at[done]));
  }

  function allowedPart(
    seen: string,
    found: { readonly from: number; readonly to: number },
  ): { readonly to: number; readonly link: string } | undefined {
    // As people write it, then with more and more of what may be punctuation.
    for (const to of [shownEnd(seen, found), ...endsOf(seen, found)]) {
      const address = seen.slice(found.from, to);
      const href = links.find(address);
      if (href !== undefined)
        return { to, link: href.endsWith(address) ? bare(href) : labelled(address, href) };
    }
    return undefined;
  }

  /** A label and its link, or the label and the address as text. */
  function addLink(label: readonly Inline[], target: string, isImage: boolean): void {
    const address = viewOf(target).text.trim();
    const labelText = label.length === 0 ? "" : text.slice(label[0]!.from, label.at(-1)!.to);
    const href = links.find(address);
    if (inLabel) add(label);
    else if (href !== undefined) {
      const isNested = label.some((part) => part.is === "link" && !part.isImage);
      const shown = writeInline(text, label, { ...writing, before: "", inLabel: true });
      if (!hasWords(labelText) || viewOf(labelText).text.trim() === address) addAtom(bare(href));
      else if (!isNested) addAtom(`${isImage ? "!" : ""}[${shown.replace(/\\$/, "\\\\")}](<${href}>)`);
      else {
        add(label);
        addPlain(" ");
        addAtom(bare(href));
      }
    } else if (!/[.:/#@%&?\\]/.test(address)) {
      // No address: as in `f[0](x)`.
      addPlain(isImage ? "![" : "[");
      add(label);
      addPlain("] (");
      addText(target);
      addPlain(")");
    } else if (!hasWords(labelText) || viewOf(labelText).text.trim() === address) addAtom(codeOf(address));
    else {
      add(label);
      addTarget(address);
    }
  }

  function addAngle(target: string, label: string): void {
    const address = viewOf(target).text;
    const href = inLabel ? undefined : links.find(address);
    const isNamed = hasWords(label) && label !== target;
    if (href !== undefined) addAtom(isNamed ? labelled(label, href) : bare(href));
    else if (isNamed) {
      addText(label);
      addTarget(address);
    } else addAtom(codeOf(address));
  }

  function add(some: readonly Inline[]): void {
    for (const part of some) {
      switch (part.is) {
        case "text":
          addText(text.slice(part.from, part.to));
          break;
        case "code":
          addCode(part.content);
          break;
        case "angle":
          addAngle(part.target, part.label);
          break;
        case "link":
          addLink(part.label, part.target, part.isImage);
          break;
        default:
          part satisfies never;
      }
    }
  }

  /** In a table a `|` ends the cell, and the code with it: where that would free an address it stands between two pieces of code. */
  function addCode(content: string): void {
    const safe = inertInCode(content);
    const isHarmless = nextAddress(viewOf(safe).text, 0) === undefined;
    const pieces = isHarmless ? [safe] : safe.split("|");
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) addPlain(" | ");
      if (piece.trim() !== "" || isHarmless) addAtom(quoted(piece));
    }
  }

  add(parts);
  return written.slice(writing.before.length);
}

function nextCut(stretch: string, from: number): number {
  const rest = stretch.slice(from);
  let wordFrom = 0;
  for (const { index, 0: space } of rest.matchAll(/\s+|$/g)) {
    const cut = wordCut(rest.slice(0, index), wordFrom);
    if (cut !== undefined) return from + cut;
    wordFrom = index + space.length;
  }
  return stretch.length;
}

const hasWords = (label: string) => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(label);

const bare = (href: string) =>
  href.startsWith("#") ? `[${href}](<${href}>)` : `<${href.replace(/^mailto:(?=[^?]*$)/, "")}>`;
const labelled = (label: string, href: string) => `[${label.replace(/[\\[\]`]/g, "\\$&")}](<${href}>)`;

const quoted = (content: string): string => `\`${content.replace(/\\$/, "\\ ")}\``;

/** Code as it may stand between single backticks. */
const inertInCode = (content: string): string =>
  notInSlack(content.trim().includes("`") ? content.replaceAll("`", INERT_BACKTICK) : content);

/** Slack takes `<https://…>` for a link in code too: nobody sees what is put in. */
export const notInSlack = (code: string): string =>
  code.replace(/<(?=(?:[a-z][a-z0-9+.-]{0,30}:\/\/|mailto:|tel:))/gi, "<\u200b");

/** An address that can be read and not followed. */
function codeOf(address: string): string {
  const shown = address
    .replaceAll("`", INERT_BACKTICK)
    .replace(/[\s|\\<>]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  if (shown.length <= MAX_SHOWN_CHARS) return `\`${shown}\``;
  return `\`${shown.slice(0, MAX_SHOWN_CHARS).replace(/[\ud800-\udbff]$/, "")}…\``;
}

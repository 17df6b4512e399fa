import { checksumOf } from "./checksum.ts";
import { FEATURES_VERSION, type RouterWeights } from "./weights.ts";
import { aligned, weightsFormat as format, type Outline, sectionKinds, sections } from "./weights-format.ts";

/** Weights from a file. */
interface NamedWeights extends RouterWeights {
  /** Names them: the file's checksum as eight hexadecimal digits, other for other weights. */
  readonly id: string;
}

/**
 * Reads a file of weights as the trainer writes it. Throws an error that says what to do where it is damaged, if only by one
 * bit, or of another version.
 */
export function readWeights(bytes: Uint8Array): NamedWeights {
  const isWeights = bytes.length > format.outlineAt && format.magic.every((byte, i) => bytes[i] === byte);
  if (!isWeights) throw unreadable("the file does not begin as one of weights");
  if (bytes[format.numberAt] !== format.number) throw unreadable("the file is of another version's format");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const due = hex(view.getUint32(format.checksumAt, true));
  const id = hex(checksumOf(bytes.subarray(format.lengthAt)));
  if (id !== due) throw unreadable(`the file is damaged: its checksum is ${id} and should be ${due}`);

  // From here on it is known to be as it was written.
  const outlineUntil = format.outlineAt + view.getUint32(format.lengthAt, true);
  const outline = new TextDecoder().decode(bytes.subarray(format.outlineAt, outlineUntil));
  const { header, lengths } = JSON.parse(outline) as Outline;
  if (header.features !== FEATURES_VERSION)
    throw unreadable("it was made for other features than this version's");
  let at = aligned(outlineUntil);
  const read: Record<string, unknown> = { header, id };
  for (const name of sections) {
    const Kind = sectionKinds[name];
    const until = at + lengths[name] * Kind.BYTES_PER_ELEMENT;
    // A copy, and never a view: Node's Buffer.slice would give one.
    read[name] = new Kind(Uint8Array.prototype.slice.call(bytes, at, until).buffer);
    at = aligned(until);
  }
  return read as unknown as NamedWeights;
}

const hex = (checksum: number) => checksum.toString(16).padStart(8, "0");

const unreadable = (why: string) =>
  new Error(
    `The router's weights cannot be read: ${why}. Restore models/router from the release, or run npm run train.`,
  );

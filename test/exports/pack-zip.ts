import { crc32, deflateRawSync } from "node:zlib";

export interface Packed {
  readonly path: string;
  readonly data: string | Uint8Array;
  /** Says that it is encrypted, without being it. */
  readonly encrypted?: boolean;
  /** 8 (the default) is deflate. */
  readonly method?: number;
}

/** A zip of files (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3). */
export function packZip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, data, encrypted = false, method = 8 } of files) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(data);
    const packed = method === 0 ? bytes : deflateRawSync(bytes);
    // What both headers say: version, flags (UTF-8 names), method, time, date, checksum, sizes, length of the name.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, rest, name);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

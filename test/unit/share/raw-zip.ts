// Zip files as no packer makes them: each field of a file's head says what the test wants it to.
import { deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array;
  /** What the heads say of the size, unpacked; default: the truth. */
  readonly size?: number;
  /** What the directory at the end says of the name; default: the same. */
  readonly listedAs?: string;
  /** Of Unix: type and permissions. */
  readonly mode?: number;
  /** Bit 0: encrypted. Bit 11: the name is UTF-8. */
  readonly flags?: number;
  readonly method?: number;
}

export interface RawArchive {
  /** How many entries the end says there are; default: the truth. */
  readonly count?: number;
  readonly comment?: Uint8Array;
}

export function rawZip(entries: readonly RawEntry[], { count, comment = new Uint8Array() }: RawArchive = {}): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const entry of entries) {
    const content = entry.content ?? Buffer.from('evil');
    const packed = deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const fields = headOf(entry, content, packed);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(20, 4);
    fields.copy(head, 6);
    head.writeUInt16LE(name.length, 26);
    files.push(head, name, packed);
    const listedName = Buffer.from(entry.listedAs ?? entry.name);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50);
    listed.writeUInt16LE((3 << 8) | 20, 4);
    listed.writeUInt16LE(20, 6);
    fields.copy(listed, 8);
    listed.writeUInt16LE(listedName.length, 28);
    listed.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    listed.writeUInt32LE(offset, 42);
    directory.push(listed, listedName);
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(count ?? entries.length, 8);
  end.writeUInt16LE(count ?? entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...files, ...directory, end, comment]);
}

// Flags, method, time, sum, sizes. Readers that look at the sum are not asked here.
function headOf({ flags = 0x800, method = 8, size }: RawEntry, content: Uint8Array, packed: Uint8Array): Buffer {
  const fields = Buffer.alloc(20);
  fields.writeUInt16LE(flags);
  fields.writeUInt16LE(method, 2);
  fields.writeUInt32LE(packed.length, 12);
  fields.writeUInt32LE(size ?? content.length, 16);
  return fields;
}

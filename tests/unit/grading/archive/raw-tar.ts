/** An entry as the tar format has it, whatever a tool would say to it. */
export interface RawEntry {
  name: string;
  /** `0` file, `1` hard link, `2` symbolic link, `3` device, `5` folder, `6` pipe. */
  type?: string;
  content?: string;
  linkName?: string;
  /** Octal. */
  mode?: string;
}

const BLOCK_BYTES = 512;

/** A tar archive of these entries, byte by byte. */
export function tarOf(entries: readonly RawEntry[]): Buffer {
  return Buffer.concat([...entries.map(entryBytes), Buffer.alloc(2 * BLOCK_BYTES)]);
}

function entryBytes({ name, type = '0', content = '', linkName = '', mode = '0000644' }: RawEntry): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  const body = Buffer.from(content);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name, 0, 100);
  header.write(mode, 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(body.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(linkName, 157, 100);
  header.write('ustar\u000000', 257);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return Buffer.concat([header, body, Buffer.alloc((BLOCK_BYTES - (body.length % BLOCK_BYTES)) % BLOCK_BYTES)]);
}

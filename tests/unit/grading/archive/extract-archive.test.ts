import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { LabsError } from '../../../../src/base/errors.ts';
import { extractArchive } from '../../../../src/grading/batch/archive/extract-archive.ts';
import { type RawEntry, tarOf } from './raw-tar.ts';

const LIMITS = {
  files: 5,
  fileBytes: 1_000,
  totalBytes: 2_000,
  pathChars: 60,
  depth: 4,
  ignoredFolders: new Set(['node_modules', '__MACOSX']),
};
const scratch = mkdtempSync(join(tmpdir(), 'archive-'));
let count = 0;

interface Unpacked {
  /** Path → content. */
  files?: Record<string, string>;
  refusal?: string;
}

async function unpack(bytes: Buffer, name: string): Promise<Unpacked> {
  const folder = join(scratch, String(++count));
  const path = `${folder}-${name}`;
  writeFileSync(path, bytes);
  try {
    await extractArchive(path, folder, LIMITS);
  } catch (error) {
    expect(error).toBeInstanceOf(LabsError);
    // Nothing half-unpacked stays behind, and nothing beside it.
    expect(readdirSync(scratch).filter((each) => each.startsWith(`${count}`) && !each.endsWith(name))).toEqual([]);
    expect(existsSync(join(scratch, 'evil.ts'))).toBe(false);
    return { refusal: (error as LabsError).message.replace(path, name) };
  }
  return { files: filesIn(folder) };
}

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const tar = async (...entries: RawEntry[]) => unpack(tarOf(entries), 'x.tar');

function zipOf(
  entries: Record<string, string | Buffer>,
  options: { mode?: number; compress?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, options);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

/** A zip whose entry has another name than its writer would allow; of the same length. */
async function zipWithName(name: string): Promise<Buffer> {
  const placeholder = 'x'.repeat(name.length);
  const bytes = await zipOf({ [placeholder]: 'evil' });
  return Buffer.from(bytes.toString('latin1').replaceAll(placeholder, name), 'latin1');
}

const FILES = { 'raft.ts': 'export {};\n', 'src/log.ts': 'é\n' };

describe('an archive of plain files is unpacked', () => {
  const entries: RawEntry[] = [
    { name: './', type: '5' },
    { name: './raft.ts', content: FILES['raft.ts'], mode: '0004777' },
    { name: 'src', type: '5' },
    { name: 'src/log.ts', content: FILES['src/log.ts'] },
  ];

  test('tar', async () => expect(await tar(...entries)).toEqual({ files: FILES }));
  test('tar.gz', async () => expect(await unpack(gzipSync(tarOf(entries)), 'x.tar.gz')).toEqual({ files: FILES }));
  test('zip', async () => expect(await unpack(await zipOf(FILES), 'x.ZIP')).toEqual({ files: FILES }));

  test('without its permissions', async () => {
    await tar(...entries);
    expect((statSync(join(scratch, String(count), 'raft.ts')).mode & 0o7777).toString(8)).toBe('644');
  });

  test('without the folders that are no part of a submission, whatever is in them', async () => {
    const more: RawEntry[] = [
      { name: 'node_modules/.bin/tsc', type: '2', linkName: '../../../evil' },
      { name: '__MACOSX/._raft.ts', content: 'junk' },
    ];
    expect(await tar(...more, ...entries)).toEqual({ files: FILES });
  });
});

test('entries of a tar that would reach beyond its folder, or are no files, are refused', async () => {
  const evil = 'evil';
  const refusals = [];
  for (const entry of [
    { name: '../evil.ts', content: evil },
    { name: 'a/../../evil.ts', content: evil },
    { name: '/tmp/evil.ts', content: evil },
    { name: 'C:\\evil.ts', content: evil },
    { name: '..\\evil.ts', content: evil },
    { name: 'raft.ts', type: '2', linkName: '/etc/passwd' },
    { name: 'raft.ts', type: '1', linkName: '../evil.ts' },
    { name: 'raft.ts', type: '3' },
    { name: 'raft.ts', type: '6' },
    { name: 'ra\u001b[2Jft.ts', content: evil },
    { name: 'a/b/c/d/e.ts', content: evil },
    { name: 'x'.repeat(61), content: evil },
    { name: 'big.ts', content: 'x'.repeat(1_001) },
  ] satisfies RawEntry[]) {
    refusals.push((await tar(entry)).refusal);
  }
  expect(refusals).toMatchInlineSnapshot(`
    [
      "x.tar: the entry "../evil.ts" leads out of the archive's own folder",
      "x.tar: the entry "a/../../evil.ts" leads out of the archive's own folder",
      "x.tar: the entry "/tmp/evil.ts" has an absolute path",
      "x.tar: the entry "C:\\\\evil.ts" has one of \\ : * ? " < > | in its name",
      "x.tar: the entry "..\\\\evil.ts" has one of \\ : * ? " < > | in its name",
      "x.tar: the entry "raft.ts" is a link: hand in the file itself",
      "x.tar: the entry "raft.ts" is a link: hand in the file itself",
      "x.tar: the entry "raft.ts" is neither a file nor a folder",
      "x.tar: the entry "raft.ts" is neither a file nor a folder",
      "x.tar: the entry "ra\\u001b[2Jft.ts" has a control character in its name",
      "x.tar: the entry "a/b/c/d/e.ts" is nested more than 4 deep",
      "x.tar: the entry "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" has a name of 61 characters, more than 60",
      "x.tar: the entry "big.ts" has 1001 bytes, more than 1000",
    ]
  `);
});

test('entries that some file system would take for the same are refused', async () => {
  const refusals = [];
  for (const names of [
    ['raft.ts', 'raft.ts'],
    ['raft.ts', 'RAFT.ts'],
    ['e\u0301.ts', '\u00e9.ts'],
    ['raft', 'raft/log.ts'],
  ]) {
    refusals.push((await tar(...names.map((name) => ({ name, content: 'x' })))).refusal);
  }
  expect(refusals).toMatchInlineSnapshot(`
    [
      "x.tar: the entry "raft.ts" has a name that another entry has too, or one that differs only by case",
      "x.tar: the entry "RAFT.ts" has a name that another entry has too, or one that differs only by case",
      "x.tar: the entry "é.ts" has a name that another entry has too, or one that differs only by case",
      "x.tar: the entry "raft/log.ts" has a name that another entry has too, or one that differs only by case",
    ]
  `);
});

test('what unpacks to more than is allowed is refused', async () => {
  const many = Array.from({ length: 6 }, (_, i) => ({ name: `${i}.ts`, content: 'x' }));
  const large = Array.from({ length: 3 }, (_, i) => ({ name: `${i}.ts`, content: 'x'.repeat(900) }));
  expect([
    (await tar(...many)).refusal,
    (await tar(...large)).refusal,
    // Behind the end of the archive there is no entry that could be too large.
    (await unpack(gzipSync(Buffer.concat([tarOf([]), Buffer.alloc(10_000_000)])), 'bomb.tgz')).refusal,
    (await unpack(await zipOf({ 'bomb.ts': Buffer.alloc(10_000_000) }), 'bomb.zip')).refusal,
    (await unpack(lyingSize(await zipOf({ 'bomb.ts': Buffer.alloc(5_000_000) })), 'lie.zip')).refusal,
  ]).toMatchInlineSnapshot(`
    [
      "x.tar: the entry "5.ts" is one file too many: at most 5 are allowed",
      "x.tar: the entry "2.ts" is beyond 2000 bytes, which all files together may have",
      "bomb.tgz cannot be unpacked: it unpacks to more than is allowed",
      "bomb.zip: the entry "bomb.ts" has 10000000 bytes, more than 1000",
      "lie.zip cannot be unpacked: too many bytes in the stream. expected 500. got at least 16384",
    ]
  `);
});

/** The zip with sizes that are smaller than the content is. */
function lyingSize(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(5_000_000);
  let at = bytes.indexOf(size);
  for (; at >= 0; at = bytes.indexOf(size, at)) bytes.writeUInt32LE(500, at);
  return bytes;
}

test('entries of a zip that would reach beyond its folder, or are no files, are refused', async () => {
  const link = await zipOf({ 'raft.ts': '/etc/passwd' }, { mode: 0o120777 });
  const encrypted = await zipOf({ 'raft.ts': 'x' });
  // The flag in the central directory and in the local header.
  for (const signature of ['PK\u0001\u0002', 'PK\u0003\u0004']) {
    const at = encrypted.indexOf(signature, 0, 'latin1') + (signature.endsWith('\u0002') ? 8 : 6);
    encrypted.writeUInt16LE(encrypted.readUInt16LE(at) | 1, at);
  }
  const refusals = [];
  for (const bytes of [
    await zipWithName('../evil.ts'),
    await zipWithName('/etc/evil.ts'),
    await zipWithName('C:/evil.ts'),
    await zipWithName('..\\evil.ts'),
    link,
    encrypted,
  ]) {
    refusals.push((await unpack(bytes, 'x.zip')).refusal);
  }
  expect(refusals).toMatchInlineSnapshot(`
    [
      "x.zip cannot be unpacked: invalid relative path: ../evil.ts",
      "x.zip cannot be unpacked: absolute path: /etc/evil.ts",
      "x.zip cannot be unpacked: absolute path: C:/evil.ts",
      "x.zip cannot be unpacked: invalid characters in fileName: ..\\evil.ts",
      "x.zip: the entry "raft.ts" is a link: hand in the file itself",
      "x.zip cannot be unpacked: 'raft.ts' is encrypted",
    ]
  `);
});

test('what is damaged, cut off or something else is refused', async () => {
  const zip = await zipOf({ 'raft.ts': 'export const x = 1;\n' }, { compress: false });
  const damaged = Buffer.from(zip);
  damaged.write('y', damaged.indexOf('x = 1'));
  const whole = tarOf([{ name: 'raft.ts', content: 'x'.repeat(600) }]);
  const headerless = Buffer.from(whole);
  headerless.write('z', 0);
  expect([
    (await unpack(damaged, 'x.zip')).refusal,
    (await unpack(zip.subarray(0, 60), 'x.zip')).refusal,
    (await unpack(whole.subarray(0, 700), 'x.tar')).refusal,
    (await unpack(headerless, 'x.tar')).refusal,
    (await unpack(gzipSync(whole).subarray(0, 40), 'x.tgz')).refusal,
    (await unpack(Buffer.from('hello'), 'x.tar')).refusal,
    (await unpack(Buffer.alloc(0), 'x.tgz')).refusal,
    (await unpack(Buffer.from('hello'), 'x.zip')).refusal,
    (await unpack(Buffer.from('hello'), 'x.rar')).refusal,
  ]).toMatchInlineSnapshot(`
    [
      "x.zip cannot be unpacked: the content of 'raft.ts' is damaged",
      "x.zip cannot be unpacked: End of central directory record signature not found. Either not a zip file, or file is truncated.",
      "x.tar cannot be unpacked: TAR_BAD_ARCHIVE: Truncated input (needed 1024 more bytes, only 188 available)",
      "x.tar cannot be unpacked: TAR_ENTRY_INVALID: checksum failure",
      "x.tgz cannot be unpacked: unexpected end of file",
      "x.tar cannot be unpacked: TAR_BAD_ARCHIVE: Unrecognized archive format",
      "x.tgz cannot be unpacked: TAR_BAD_ARCHIVE: Unrecognized archive format",
      "x.zip cannot be unpacked: End of central directory record signature not found. Either not a zip file, or file is truncated.",
      "x.rar is no archive that can be opened",
    ]
  `);
});

// Writes orb/orb.yml, CircleCI's orb in one file, for use by its URL. The result is the same as of `circleci orb pack
// orb/src`: a folder is a key, a file an entry, and file names are replaced with their content. A test compares the
// two.
// https://circleci.com/docs/orbs/use/orb-concepts/#orb-packing
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump, load } from 'js-yaml';

const root = path.resolve(import.meta.dirname, '..');
const source = path.join(root, 'orb/src');

export function orb(): string {
  const parts = ['commands', 'jobs', 'examples'].map((kind) => [kind, entriesOf(kind)]);
  const packed = Object.assign({}, read('@orb.yml'), Object.fromEntries(parts));
  return `# Packed from orb/src, by \`npm run docs\`.\n${dump(packed, { lineWidth: -1, quoteStyle: 'double' })}`;
}

function entriesOf(kind: string): object {
  const files = readdirSync(path.join(source, kind)).sort();
  return Object.fromEntries(files.map((file) => [path.basename(file, '.yml'), withFiles(read(`${kind}/${file}`))]));
}

function read(file: string): unknown {
  return load(readFileSync(path.join(source, file), 'utf8'));
}

/** Replaces names of files. In their content, `<<` is escaped: elsewhere it starts a parameter. */
function withFiles(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/<< include\((.+)\) >>/, (_, file: string) =>
      readFileSync(path.join(source, file), 'utf8').replaceAll('<<', '\\<<'),
    );
  }
  if (Array.isArray(value)) return value.map(withFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withFiles(inner)]));
}

if (process.argv[1] === import.meta.filename) writeFileSync(path.join(root, 'orb/orb.yml'), orb());

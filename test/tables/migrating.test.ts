import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Of configure-aws-credentials v6.2.3. */
const inputs = [
  'aws-region',
  'aws-profile',
  'overwrite-aws-profile',
  'role-to-assume',
  'aws-access-key-id',
  'aws-secret-access-key',
  'aws-session-token',
  'web-identity-token-file',
  'role-chaining',
  'audience',
  'http-proxy',
  'no-proxy',
  'mask-aws-account-id',
  'role-duration-seconds',
  'role-external-id',
  'role-session-name',
  'role-skip-session-tagging',
  'transitive-tag-keys',
  'inline-session-policy',
  'managed-session-policies',
  'output-credentials',
  'output-env-credentials',
  'unset-current-credentials',
  'disable-retry',
  'retry-max-attempts',
  'special-characters-workaround',
  'use-existing-credentials',
  'allowed-account-ids',
  'force-skip-oidc',
  'action-timeout-s',
  'custom-tags',
  'sts-endpoint',
];

/** The last one is set there without being declared. */
const outputs = [
  'aws-account-id',
  'aws-access-key-id',
  'aws-secret-access-key',
  'aws-session-token',
  'aws-expiration',
  'authenticated-arn',
];

/** A part of action.yml: the names in it, and what is said of each. */
function partOf(name: string): ReadonlyMap<string, string> {
  const part = new RegExp(`^${name}:\\n((?: .*\\n)+)`, 'm').exec(read('action.yml'))?.[1] ?? '';
  return new Map([...part.matchAll(/^ {2}(\S+):(.*\n(?: {4}.*\n)*)/gm)].map(([, key = '', rest = '']) => [key, rest]));
}

describe('action.yml, beside that of configure-aws-credentials', () => {
  it.each(inputs)('has the input %s', (input) => {
    expect([...partOf('inputs').keys()]).toContain(input);
  });

  it.each(outputs)('has the output %s', (output) => {
    expect([...partOf('outputs').keys()]).toContain(output);
  });

  it('has the one default that counts, and requires nothing', () => {
    const declared = partOf('inputs');
    expect([...declared].filter(([, text]) => text.includes('default:')).map(([name]) => name)).toEqual(['audience']);
    expect(declared.get('audience')).toContain('default: "sts.amazonaws.com"');
    expect([...declared.values()].filter((text) => text.includes('required: true'))).toEqual([]);
  });

  it('runs on the same Node, and cleans up under the same condition', () => {
    expect(Object.fromEntries(partOf('runs'))).toMatchObject({
      using: ' node24\n',
      'post-if': " env.AWS_SKIP_CLEANUP_STEP != 'true'\n",
    });
  });
});

describe('docs/migrating.md', () => {
  const folder = path.join(root, 'test/scenarios');
  const scenarios = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
  const rows = [...read('docs/migrating.md').matchAll(/^\| .* \| `([^|]+)` \|$/gm)].map(([, name = '']) => name);
  /** The beginnings of names that a table of values makes. */
  const generated = ['role-duration-seconds cannot be', 'of another kind is named:', 'cannot be named'];

  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('names a scenario that is played: %s', (row) => {
    const name = generated.find((start) => row.startsWith(start)) ?? row;
    expect(scenarios).toContain(name);
  });
});

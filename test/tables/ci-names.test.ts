import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { issuers } from '../../src/trust/issuers/index.ts';

const source = path.resolve(import.meta.dirname, '../../src');
/** `custom` is none. */
const ids = [...new Set([...ciProviders(), ...issuers, ...emulatedCis].map(({ id }) => id))].filter(
  (id) => id !== 'custom',
);

/** Where a CI may be named because the file is about it: a registry and its members. */
const registries = ['ci/', 'trust/issuers/', 'emulator/jobs/'];

/** Every other file that names one, and why that is no list of CIs. */
const exceptions: Readonly<Record<string, { readonly names: readonly string[]; readonly why: string }>> = {
  'commands/emulator.ts': { names: ['github'], why: 'the example of the help' },
  'commands/trust/generate.ts': { names: ['github'], why: 'the example of the help' },
  'diagnose/token-causes.ts': { names: ['github'], why: "the token of GitHub's own API, which looks like an ID token" },
  'export/bash-env.ts': { names: ['circleci'], why: 'the file of its shells, by `variables` of the provider' },
  'export/container-logins.ts': { names: ['github'], why: 'the outputs of a step, which only GitHub has' },
  'export/github-env.ts': { names: ['github'], why: "GitHub's runner, by `variables` of the provider" },
  'export/github-outputs.ts': { names: ['github'], why: "GitHub's runner, by `variables` of the provider" },
  'export/index.ts': { names: ['github'], why: 'the registry of export targets' },
  'export/precedence.ts': { names: ['github'], why: "GitHub's runner, by `variables` of the provider" },
  'export/precedence-messages.ts': { names: ['github'], why: "GitHub's runner, by `variables` of the provider" },
  'options/from-environment.ts': { names: ['github'], why: 'the variables of configure-aws-credentials' },
  'node/export-io.ts': { names: ['github'], why: "GitHub's runner" },
  'node/runner.ts': { names: ['github'], why: "GitHub's runner" },
  'reporting/moving-tag.ts': { names: ['github'], why: 'the reference by which a workflow uses the action' },
  'run.ts': { names: ['github'], why: "GitHub's runner, by `variables` of the provider" },
  'aws/session-tags.ts': { names: ['github'], why: 'the session tags of configure-aws-credentials' },
  'options/credential-source.ts': { names: ['github'], why: 'the sources of configure-aws-credentials, in its order' },
  'options/given-source.ts': { names: ['github'], why: 'the likely mistake in a workflow, if there is no role' },
  'token/check-token.ts': { names: ['github'], why: "the token of GitHub's own API, which looks like an ID token" },
  'trust/lint/key-rules.ts': { names: ['circleci'], why: 'the ID of a rule, which does not change' },
  'aws/user-agent.ts': { names: ['github'], why: 'the user agent of configure-aws-credentials' },
};

/** The CIs that a file names in its code; comments and links to pages may name any. */
function namedIn(file: string): readonly string[] {
  const code = readFileSync(path.join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/https?:\/\/[^\s'"`]+/g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .toLowerCase();
  // Short names are parts of other words.
  return ids.filter((id) => new RegExp(id.length > 3 ? id : `\\b${id}\\b`).test(code));
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !registries.some((folder) => name.startsWith(folder)));

describe('a CI is named by its registries alone', () => {
  it('so that the next one touches no other file', () => {
    expect(files.length).toBeGreaterThan(150);
    const found = files.flatMap((file) => {
      const names = namedIn(file);
      return names.length === 0 ? [] : [[file, [...names].sort()]];
    });
    const known = Object.entries(exceptions).map(([file, { names }]) => [file, [...names].sort()]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known));
  });

  it('with few exceptions, each of which says why', () => {
    for (const { why } of Object.values(exceptions)) expect(why).not.toBe('');
    // A CI beside GitHub in an exception is the beginning of a list.
    const others = Object.values(exceptions).filter(({ names }) => names.some((name) => name !== 'github'));
    expect(others).toHaveLength(2);
  });
});

describe('the pages have a list of CIs, and none is missing:', () => {
  const page = (name: string) => readFileSync(path.resolve(source, '../docs', name), 'utf8');

  it('the variables that a command of exec does not get', () => {
    const variables = ciProviders().flatMap(({ tokenVariables = [] }) => tokenVariables);
    expect(variables.filter((name) => !page('renewal.md').includes(`\`${name}\``))).toEqual([]);
  });

  it('the jobs of the emulator', () => {
    expect(emulatedCis.filter(({ id }) => !page('emulator.md').includes(`\`${id}\``)).map(({ id }) => id)).toEqual([]);
  });
});

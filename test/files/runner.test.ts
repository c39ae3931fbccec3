import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { githubRunner } from '../../src/node/runner.ts';
import { parseRunnerFile } from '../scenarios/runner.ts';

/** A step with files of the runner's; what they hold is read back as the runner would. */
function startStep() {
  const folder = mkdtempSync(path.join(tmpdir(), 'runner-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = (name: string): string => path.join(folder, name);
  const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
  for (const name of names) writeFileSync(file(name), '');
  return {
    runner: githubRunner(Object.fromEntries(names.map((name) => [name, file(name)]))),
    file,
    text: (name: string): string => readFileSync(file(name), 'utf8'),
  };
}

const ways = [
  ['exportVariables', 'GITHUB_ENV'],
  ['setOutputs', 'GITHUB_OUTPUT'],
  ['saveState', 'GITHUB_STATE'],
] as const;

describe.each(ways)('%s', (way, name) => {
  it('hands over what looks like other entries as it is', () => {
    const { runner, text } = startStep();
    const values = { A: 'x', B: 'a=b<<c', C: 'x\nEVIL=1', D: 'x\r\nEVIL<<EOF\n1\nEOF', E: '', F: 'EOF\nEVIL=1\n' };
    runner[way](values);
    expect(parseRunnerFile(text(name))).toEqual(values);
  });

  it('begins on a new line, whatever the step wrote before', () => {
    const { runner, file, text } = startStep();
    writeFileSync(file(name), 'MINE=1');
    runner[way]({ A: 'x' });
    expect(parseRunnerFile(text(name))).toEqual({ MINE: '1', A: 'x' });
  });

  it('lets nobody foresee where a value ends, from other values either', () => {
    const { runner, text } = startStep();
    runner[way]({ A: 'x\ny' });
    const [, delimiter = ''] = /^A<<(.*)$/m.exec(text(name)) ?? [];
    const values = { A: 'x\ny', B: `x\n${delimiter}\nEVIL=1\nB<<${delimiter}\n` };
    runner[way]({ B: values.B });
    expect(parseRunnerFile(text(name))).toEqual(values);
    expect(delimiter).toMatch(/[\da-f-]{36}$/);
  });
});

it('a summary holds no secret, whoever quoted it', () => {
  const { runner, text } = startStep();
  const secret = new Secret('fake-secret-of-the-summary');
  runner.addSummary(`| Obtained with | ${secret.reveal()} |`);
  expect(text('GITHUB_STEP_SUMMARY')).toBe('| Obtained with | *** |');
});

it('a summary that cannot be written is no bug of this program', () => {
  const runner = githubRunner({ GITHUB_STEP_SUMMARY: tmpdir() });
  expect(() => runner.addSummary('| |')).toThrow(
    expect.objectContaining({
      code: 'file-not-writable',
      message: `${tmpdir()} cannot be written: it is a folder (EISDIR).`,
    }),
  );
});

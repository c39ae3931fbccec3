import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isJob } from '../../src/ci/index.ts';
import { emulator } from '../../src/commands/emulator.ts';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeWorld } from '../world.ts';

interface Run {
  readonly printed: readonly string[];
  readonly said: readonly string[];
  /** What the command has come to. */
  readonly exitCode: Promise<number>;
  interrupt(): void;
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity' },
});
// With the byte order mark that some editors of Windows write.
const disk = { 'trust.json': `\ufeff${trust}`, 'config.json': '\ufeff{"sessionSeconds": 5}' };

function run(...args: readonly string[]): Run {
  const { io, printed, said, interrupt } = makeWorld({ files: disk });
  return { printed, said, exitCode: emulator.run(args, io), interrupt };
}

async function ready(started: Run): Promise<void> {
  await expect.poll(() => started.printed.length).toBeGreaterThan(0);
}

describe('the command emulator', () => {
  it('says where AWS is, logs what is asked, and ends well when interrupted', async () => {
    const started = run();
    await ready(started);
    const url = /^export AWS_ENDPOINT_URL_STS='(.*)'$/m.exec(started.printed[0] ?? '')?.[1] ?? '';
    expect((await fetch(`${url}?Action=GetCallerIdentity&Version=2011-06-15`)).status).toBe(403);
    expect(started.said.at(-1)).toBe(
      'info: GetCallerIdentity -> 403 MissingAuthenticationToken: Request is missing Authentication Token',
    );
    started.interrupt();
    expect(await started.exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each(emulatedCis.map((ci) => ci.id))('makes a terminal a job of %s', async (ciId) => {
    const started = run('--ci', ciId);
    await ready(started);
    started.interrupt();
    await started.exitCode;
    const lines = started.printed.join('').trim().split('\n');
    for (const line of lines) expect(line).toMatch(/^export \w+=('[^']*'|"\$\(mktemp\)")$/);
    const env = Object.fromEntries(lines.map((line) => /^export (\w+)='?(.*?)'?$/.exec(line)?.slice(1) ?? []));
    expect(isJob(env)).toBe(true);
  });

  it('prints lines for the shell that is named', async () => {
    const started = run('--ci', 'github', '--shell', 'cmd');
    await ready(started);
    started.interrupt();
    await started.exitCode;
    const lines = started.printed.join('').trim().split('\n');
    for (const line of lines) expect(line).toMatch(/^(set "[A-Z0-9_]+=[^"]*"|type nul > "%GITHUB_[A-Z_]+%")$/);
  });

  it('prints one line of JSON for programs', async () => {
    const started = run('--json', '--ci', 'github');
    await ready(started);
    started.interrupt();
    await started.exitCode;
    expect(started.printed).toHaveLength(1);
    const { url, roles, environment, files } = JSON.parse(started.printed[0] ?? '');
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL_STS: url, GITHUB_ACTIONS: 'true' });
    expect(roles).toEqual(defaultConfig().roles.map(({ arn }) => arn));
    expect(files).toContain('GITHUB_ENV');
  });

  it.each([
    [
      'one role',
      ['--role', 'arn:aws:iam::111122223333:role/x', '--trust-policy', 'trust.json'],
      'arn:aws:iam::111122223333:role/x',
    ],
    ['the account of a config', ['--config', 'config.json'], 'arn:aws:iam::123456789012:role/github-deploy'],
  ])('has %s', async (_name, args, role) => {
    const started = run(...args);
    await ready(started);
    started.interrupt();
    await started.exitCode;
    expect(started.said).toContain(`info:   ${role}`);
  });

  it('names the port that is taken', async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    const port = await new Promise<string>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' ? String(address?.port) : '');
      });
    });
    await expect(run('--port', port).exitCode).rejects.toMatchObject({
      code: 'option-invalid',
      message: `The port ${port} is in use.`,
    });
  });

  it.each([
    [['--rol', 'x'], 'option-unknown', 'Unknown option: --rol.', 'Did you mean --role?'],
    [
      ['--aws-region', 'x'],
      'option-unknown',
      'Unknown option: --aws-region.',
      'Other commands have this option, but this one does not. Run with --help to list its options.',
    ],
    [['--frobnicate'], 'option-unknown', 'Unknown option: --frobnicate.', 'Run with --help to list all options.'],
    [['--port', '65536'], 'option-invalid', '--port is not a port number: "65536".', 'Use a number up to 65535.'],
    [['--role', 'x'], 'option-conflict', '--role requires --trust-policy.', undefined],
    [['--trust-policy', 'trust.json'], 'option-conflict', '--trust-policy requires --role.', undefined],
    [
      ['--config', 'config.json', '--role', 'x'],
      'option-conflict',
      '--config and --role cannot be combined.',
      'Add the role to the config, under "roles".',
    ],
    [
      ['--config', 'config.json', '--trust-policy', 'trust.json'],
      'option-conflict',
      '--config and --trust-policy cannot be combined.',
      'Add the role to the config, under "roles".',
    ],
    [['--config', 'gone.json'], 'input-unreadable', 'The file gone.json does not exist.', undefined],
    [['--ci', 'githib'], 'option-invalid', 'ci has an unknown value: "githib".', 'Did you mean github?'],
  ])('refuses %j', async (args, code, message, hint) => {
    await expect(run(...args).exitCode).rejects.toMatchObject({ code, message, hint });
  });
});

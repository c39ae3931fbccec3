import { describe, expect } from 'vitest';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];

/** No key of AWS's looks like this; a value is a literal all the same. */
const oddSecret = 'FakeSecretKey\'"\\$(touch owned)\\`touch owned`;!%<&>\u2019\u2018\u00fc';
const oddToken = 'FakeSessionToken\\\'\' \\\\ "$HOME" \\n*\\';

function answerOddly(scene: Scene, { secret = oddSecret, token = oddToken } = {}): void {
  const xml = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
  scene.interpose(() => ({
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
      <Credentials><AccessKeyId>ASIAFAKEODD</AccessKeyId><SecretAccessKey>${xml(secret)}</SecretAccessKey>
      <SessionToken>${xml(token)}</SessionToken><Expiration>2036-11-20T12:00:00Z</Expiration></Credentials>
      <AssumedRoleUser><AssumedRoleId>AROAFAKEODD:x</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/gitlab-deploy/x</Arn></AssumedRoleUser>
      </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
  }));
}

describe('env', () => {
  for (const shell of ['sh', 'dash', 'bash']) {
    scenarioOnEveryNode(
      `prints lines that ${shell} reads back as they were meant, whatever is in them`,
      { ci: 'gitlab', secretsIn: ['work/secret', 'work/token'] },
      async (scene) => {
        answerOddly(scene);
        const step = await scene.bash(
          `npx ci-aws-credentials env --shell ${shell} ${asked.join(' ')} 2>/dev/null |
           ${shell === 'bash' ? 'bash' : 'dash'} -c 'set -eu; umask 077; eval "$(cat)"
             printenv AWS_SECRET_ACCESS_KEY >secret; printenv AWS_SESSION_TOKEN >token; printenv AWS_REGION'`,
        );
        expect(step).toMatchObject({ exitCode: 0, stdout: 'eu-central-1\n', changed: ['work/secret', 'work/token'] });
        expect(scene.read('work/secret')).toBe(`${oddSecret}\n`);
        expect(scene.read('work/token')).toBe(`${oddToken}\n`);
        expect(scene.requests()).toEqual(['exchange 200']);
      },
    );
  }

  scenario(
    'quotes for fish, where a backslash escapes itself and the quote, and nothing else',
    { ci: 'gitlab', secretsIn: ['step1/stdout'] },
    async (scene) => {
      answerOddly(scene);
      const { stdout } = await scene.cli('env', '--shell', 'fish', ...asked);
      const lines = [...stdout.matchAll(/^set -gx (\w+) '((?:\\[\\']|[^\\'])*)'\n/gm)];
      expect(lines.map(([line]) => line).join('')).toBe(stdout);
      const values = Object.fromEntries(lines.map(([, name, text = '']) => [name, text.replace(/\\([\\'])/g, '$1')]));
      expect(values).toMatchObject({ AWS_SECRET_ACCESS_KEY: oddSecret, AWS_SESSION_TOKEN: oddToken });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenario(
    'quotes for PowerShell, where every kind of single quote is one and is doubled',
    { ci: 'gitlab', secretsIn: ['step1/stdout'] },
    async (scene) => {
      answerOddly(scene);
      const { stdout } = await scene.cli('env', '--shell', 'powershell', ...asked);
      const lines = [...stdout.matchAll(/^\$env:(\w+) = '((?:['‘’‚‛]{2}|[^'‘’‚‛])*)'\n/gm)];
      expect(lines.map(([line]) => line).join('')).toBe(stdout);
      const values = Object.fromEntries(lines.map(([, name, text = '']) => [name, text.replace(/(['‘’‚‛])\1/g, '$1')]));
      expect(values).toMatchObject({ AWS_SECRET_ACCESS_KEY: oddSecret, AWS_SESSION_TOKEN: oddToken });
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  for (const [name, secret] of Object.entries({ LF: 'FakeSecretKey\nPATH=/evil', CR: 'FakeSecretKey\rx' })) {
    scenario(`prints no value where one holds a ${name}`, { ci: 'gitlab' }, async (scene) => {
      answerOddly(scene, { secret });
      expect(await scene.cli('env', ...asked)).toMatchObject({
        exitCode: 5,
        error: 'sts-answer-unreadable',
        stdout: '(exit 5)\n',
        changed: [],
      });
      expect(scene.requests()).toEqual(['exchange 200']);
    });
  }
});

describe('env where its lines would be seen', () => {
  /** Both streams in one, as a CI takes them. */
  const intoTheLog = `npx ci-aws-credentials env ${asked.join(' ')} 2>&1`;
  const inATerminal = (flags: string): string =>
    `script -qec 'npx ci-aws-credentials env ${asked.join(' ')} ${flags}' /dev/null >seen`;

  // Each step has a pipe for each stream, as in a container.
  const call = `npx ci-aws-credentials env ${asked.join(' ')}`;
  const seen: Readonly<Record<string, string>> = {
    'of bash': `${call}; true`,
    'of dash': `exec dash -c '${call}; true'`,
    'of a script': `printf '%s\\n' '${call}' >get; sh get; true`,
    'that tee copies': `${call} | tee copy; true`,
    'of a script that tee copies': `sh -c '${call}; true' | tee copy; true`,
    'through processes of bash’s own': `${call} > >(cat) 2> >(cat >&2); true`,
    'on standard error': `${call} >&2; true`,
  };
  for (const [where, script] of Object.entries(seen)) {
    scenario(`refuses the log ${where}`, { ci: 'gitlab' }, async (scene) => {
      const { stdout, stderr } = await scene.bash(script);
      expect(`${stdout}${stderr}`).toContain('error stdout-refused: Standard output is the log');
    });
  }

  const show = 'test -n "$AWS_SESSION_TOKEN" && echo "$AWS_ACCESS_KEY_ID"';
  const captured: Readonly<Record<string, string>> = {
    'bash in parentheses': `eval "$(${call})"; ${show}`,
    'bash in backticks': `eval "\`${call}\`"; ${show}`,
    'bash from a process': `. <(${call}); ${show}`,
    'bash through cat': `eval "$(${call} | cat)"; ${show}`,
    'bash from a script': `printf '%s\\n' '${call}' true >get; eval "$(sh get)"; ${show}`,
    'dash in parentheses': `exec dash -c 'eval "$(${call})"; ${show}'`,
    'dash in backticks': `exec dash -c 'eval "\`${call}\`"; ${show}'`,
  };
  for (const [how, script] of Object.entries(captured)) {
    scenario(`prints for ${how}`, { ci: 'gitlab' }, async (scene) => {
      expect(await scene.bash(script)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^ASIAFAKE\w+\n$/) });
      expect(scene.requests()).toEqual(['exchange 200']);
    });
  }

  scenarioOnEveryNode('prints into a file', { ci: 'gitlab', secretsIn: ['work/keys (mode 644)'] }, async (scene) => {
    expect(await scene.bash(`${call} >keys; . ./keys; ${show}`)).toMatchObject({ exitCode: 0 });
    expect(scene.requests()).toEqual(['exchange 200']);
  });

  scenario('refuses one pipe for both streams', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.bash(intoTheLog);
    expect(step).toMatchObject({ exitCode: 2, changed: [] });
    expect(step.stdout).toContain('error stdout-refused: Standard output is the log');
  });

  scenario(
    'prints into a log all the same with --allow-tty',
    { ci: 'gitlab', secretsIn: ['step1/stdout'] },
    async (scene) => {
      const step = await scene.bash(`${intoTheLog} --allow-tty`);
      expect(step.exitCode).toBe(0);
      expect(step.stdout).toMatch(/^export AWS_SECRET_ACCESS_KEY='FakeSecretKey/m);
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );

  scenarioOnEveryNode('refuses a terminal', { ci: 'gitlab' }, async (scene) => {
    expect((await scene.bash(inATerminal(''))).exitCode).toBe(2);
    expect(scene.read('work/seen')).toMatch(/stdout-refused:.* Standard output is a terminal/);
  });

  scenario(
    'prints into a terminal all the same with --allow-tty',
    { ci: 'gitlab', secretsIn: ['work/seen (mode 644)'] },
    async (scene) => {
      expect((await scene.bash(inATerminal('--allow-tty'))).exitCode).toBe(0);
      expect(scene.read('work/seen')).toMatch(/^export AWS_SECRET_ACCESS_KEY='FakeSecretKey/m);
      expect(scene.requests()).toEqual(['exchange 200']);
    },
  );
});

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect } from 'vitest';
import { scenario } from './scenario.ts';
import type { Setting } from './scene.ts';

const asked = '--role-to-assume arn:aws:iam::123456789012:role/gitlab-deploy --aws-region eu-central-1';

/** The shells of this machine that read the lines for sh. */
const posixShells: Readonly<Record<string, string>> = {
  dash: 'dash',
  bash: 'bash',
  busybox: 'busybox sh',
  zsh: 'zsh',
  ksh: 'ksh',
};

interface Failure {
  readonly setting?: Setting;
  readonly args: string;
  readonly code: number;
}

const failures: Readonly<Record<string, Failure>> = {
  'an unknown option': { args: `${asked} --wibble`, code: 2 },
  'no role': { args: '--aws-region eu-central-1', code: 2 },
  'no token': { setting: { env: { AWS_ID_TOKEN: undefined } }, args: asked, code: 3 },
  'a network that is not there': { args: `${asked} --sts-endpoint http://127.0.0.1:9 --disable-retry`, code: 5 },
};

describe('a script stops where env fails', () => {
  for (const [name, command] of Object.entries(posixShells)) {
    const shell = onPath(command);
    if (shell === undefined) continue;
    for (const [reason, { setting, args, code }] of Object.entries(failures)) {
      scenario(`by ${reason}: ${name} with set -e`, { ci: 'gitlab', ...setting }, async (scene) => {
        const script = `set -e; eval "$(ci-aws-credentials env ${args} 2>/dev/null)"; echo went on`;
        expect(await scene.bash(`${shell} -c '${script}'`)).toMatchObject({ exitCode: code, stdout: '' });
      });
    }
  }

  const fish = onPath('fish');
  if (fish !== undefined) {
    scenario('with fish, which is told so by the status', { ci: 'gitlab' }, async (scene) => {
      const script = `ci-aws-credentials env --shell fish ${asked} --wibble 2>/dev/null | source; or exit; echo went on`;
      expect(await scene.bash(`${fish} -c '${script}'`)).toMatchObject({ exitCode: 2, stdout: '' });
    });
  }

  scenario('in two steps, where set -e is not in force', { ci: 'gitlab' }, async (scene) => {
    const script = `lines="$(ci-aws-credentials env ${asked} --wibble 2>/dev/null)" || exit; eval "$lines"; echo went on`;
    expect(await scene.bash(`sh -c '${script}'`)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

/** A request that has neither an answer nor an error, and that nothing keeps alive. */
const lostRequest = `import { EventEmitter } from 'node:events';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
http.request = () => Object.assign(new EventEmitter(), { end() {}, destroy() {} });
syncBuiltinESMExports();`;

describe('env prints a command that fails', () => {
  scenario('when it would wait forever', { ci: 'gitlab' }, async (scene) => {
    scene.write('tmp/lost.mjs', lostRequest);
    scene.env.NODE_OPTIONS = `--import ${scene.path('tmp/lost.mjs')}`;
    const step = await scene.bash(`ci-aws-credentials env ${asked} --timeout 2`);
    expect(step).toMatchObject({ exitCode: 1, stdout: '(exit 1)\n' });
  });

  scenario('when a signal ends it', { ci: 'gitlab' }, async (scene) => {
    const command = `ci-aws-credentials env ${asked} --token-command 'kill -TERM $PPID; exec sleep 14'`;
    expect(await scene.bash(command)).toMatchObject({ exitCode: 143, stdout: '(exit 143)\n' });
  });

  scenario('as a throw for PowerShell', { ci: 'gitlab' }, async (scene) => {
    expect(await scene.cli('env', '--shell', 'powershell', '--wibble')).toMatchObject({
      exitCode: 2,
      stdout: "throw 'ci-aws-credentials env failed with exit code 2.'\n",
    });
  });

  scenario('also where its lines would be seen', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.bash(`ci-aws-credentials env ${asked} 2>&1`);
    expect(step.exitCode).toBe(2);
    expect(step.stdout).toMatch(/^error stdout-refused: [^\n]*\n[^\n]*\nhttps:[^\n]*\n\(exit 2\)\n$/);
  });
});

/** The command with the whole path of its program, on the PATH of whoever runs the tests. */
function onPath(command: string): string | undefined {
  const [program = '', ...args] = command.split(' ');
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isProgram);
  return path === undefined ? undefined : [path, ...args].join(' ');
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there: the next folder may have it.
    return false;
  }
}

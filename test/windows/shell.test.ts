import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

const options = ['--role-to-assume', role('circleci'), '--aws-region', 'eu-central-1'];

it('a batch file takes its lines, and is the role', async () => {
  const scene = await startScene({ ci: 'circleci', env: { aws_session_token: 'FakeSessionTokenOfSomebodyElse' } });
  // Where Wine's cmd keeps the output, a name must have no blanks.
  scene.env.TEMP = scene.env.TMP = scene.temp.there;
  const ours = `"${scene.node}" "${scene.cliFile}"`;
  // Wine's cmd runs no command of its own that stands in a variable.
  const run = process.platform === 'win32' ? '@%%i' : 'call %%i';
  const call = (more: string): string =>
    [
      '@echo off',
      `for /f "delims=" %%i in ('"${ours} env --shell cmd ${options.join(' ')}${more}"') do ${run}`,
      'if errorlevel 1 exit /b 9',
      `${ours} whoami`,
      '',
    ].join('\r\n');
  const good = scene.write(scene.work, 'good.cmd', call(''));
  const step = await scene.cmd(`/d /s /c "${good}"`);
  expect(step.stdout, step.stderr).toContain('assumed-role/circleci-deploy');
  expect(step.exitCode).toBe(0);
  const bad = scene.write(scene.work, 'bad.cmd', call(' --wibble'));
  expect(await scene.cmd(`/d /s /c "${bad}"`)).toMatchObject({ exitCode: 9, stdout: '' });
});

it('PowerShell is meant where nothing else is known, and Git Bash where it is there', async () => {
  const scene = await startScene({ ci: 'circleci' });
  expect((await scene.cli('env', ...options)).stdout).toMatch(/^(\$env:\w+ = '[^']*'\n)+$/);
  scene.env.MSYSTEM = 'MINGW64';
  expect((await scene.cli('env', ...options)).stdout).toMatch(/^(export \w+='[^']*'\n)+$/);
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { role, type Scene, startScene } from './scene.ts';

/** What npm and all that it installs look like on Windows. */
const shim = '@ECHO off\r\nSETLOCAL\r\n"%NODE_EXE%" "%~dp0\\tool.js" %*\r\n';
const tool = "console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 'FAIL' in process.env ? 3 : 0;";

async function withTool(): Promise<Scene> {
  const scene = await startScene({ ci: 'circleci' });
  const bin = { here: `${scene.home.here}/npm tools`, there: String.raw`${scene.home.there}\npm tools` };
  scene.write(bin, 'tool', '#!/bin/sh\n');
  scene.write(bin, 'tool.cmd', shim);
  scene.write(bin, 'tool.js', tool);
  scene.env.PATH += `;${bin.there}`;
  scene.env.NODE_EXE = scene.node;
  return scene;
}

const exec = ['exec', '--role-to-assume', role('circleci'), '--aws-region', 'eu-central-1', '--'];

describe('exec on Windows', () => {
  it('starts a batch file by the name that people type, with its arguments as they are', async () => {
    const scene = await withTool();
    const words = [
      'run',
      '--stage=prod',
      'a b',
      '',
      'a&echo x',
      '{"a":"b c"}',
      'x"&echo y',
      'C:\\my dir\\',
      '^|<>()',
      'ünï!',
    ];
    const step = await scene.cli(...exec, 'tool', ...words);
    expect(step.exitCode, step.stderr).toBe(0);
    expect(JSON.parse(step.stdout)).toEqual(words);
    scene.env.FAIL = '1';
    expect(await scene.cli(...exec, 'tool.cmd')).toMatchObject({ exitCode: 3, stdout: '[]\n' });
  });

  it('leaves it to the command to end, where the job is cancelled', async () => {
    const scene = await withTool();
    const tidy =
      "process.on('SIGINT', () => setTimeout(() => { console.log('tidied up'); process.exit(42); }, 500)); setTimeout(() => {}, 20000); console.log('ready');";
    const step = await scene.interruptedCli(...exec, scene.node, '-e', tidy);
    expect(step, step.stderr).toMatchObject({ exitCode: 42, stdout: 'ready\ntidied up\n' });
    expect(readdirSync(`${scene.home.here}/AppData/Local`)).toEqual(['Temp']);
  });

  it.each([
    ['refuses an argument that cmd would change', ['tool', '%PATH%'], 2, /batch file, and cmd would change/],
    ['says what runs a script', ['./deploy.sh'], 126, /-- bash \.\/deploy\.sh/],
    ['says what runs a script of PowerShell', ['.\\deploy.ps1'], 126, /-- powershell -File \.\\deploy\.ps1/],
    ['says what there is not', ['no-such'], 127, /^error: no-such: not found\.$/m],
  ])('%s, before it asks AWS', async (_what, command, exitCode, words) => {
    const scene = await withTool();
    for (const name of ['deploy.sh', 'deploy.ps1']) scene.write(scene.work, name, '');
    const step = await scene.cli(...exec, ...command);
    expect(step.exitCode).toBe(exitCode);
    expect(step.stderr).toMatch(words);
    expect(scene.emulator.requests).toEqual([]);
  });
});

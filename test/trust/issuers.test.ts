import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { trustGenerate } from '../../src/commands/trust/generate.ts';
import type { EmulatedCi, JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeJob, tokenClaims } from '../../src/emulator/make-job.ts';
import type { Claims } from '../../src/token/token.ts';
import { effectiveAudiences, webIdentityContext } from '../../src/trust/context.ts';
import { ciPlans } from '../../src/trust/generate/ci-plans.ts';
import { flagOf } from '../../src/trust/generate/generate-options.ts';
import { optionsFromClaims } from '../../src/trust/generate/options-from-claims.ts';
import { trustPolicyIn } from '../../src/trust/generate/trust-plan.ts';
import { claimKeys, issuerAt, issuers } from '../../src/trust/issuers/index.ts';
import type { Issuer, IssuerPaths } from '../../src/trust/issuers/issuer.ts';
import { lint } from '../../src/trust/lint/lint.ts';
import { rules } from '../../src/trust/lint/rules.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { providerPath } from '../../src/trust/provider-name.ts';
import { exchangeParameters, post, startForTest } from '../emulator/start-for-test.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

type Fact = Exclude<keyof IssuerPaths, 'sharedRoot'>;

/** Issuers as the vendors write them, and all that is true of each: a new issuer adds its lines. */
const samples: readonly (readonly [path: string, id: string, facts: readonly Fact[]])[] = [
  ['token.actions.githubusercontent.com', 'github', ['cloud', 'withClaimKeys', 'subjectRequired']],
  ['token.actions.githubusercontent.com/acme', 'github', ['cloud', 'withClaimKeys']],
  ['token.actions.acme.ghe.com', 'github', ['cloud', 'withClaimKeys']],
  ['github.com/enterprises/acme', 'github', ['cloud', 'withClaimKeys']],
  ['github.acme.example/_services/token', 'github', ['selfHosted']],
  ['codeberg.org/api/actions', 'github', ['selfHosted']],
  ['gitlab.com', 'gitlab', ['cloud', 'withClaimKeys', 'subjectRequired']],
  ['oidc.circleci.com', 'circleci', ['cloud']],
  ['oidc.circleci.com/org/0e1b3c4d', 'circleci', ['cloud', 'withClaimKeys', 'oneTenant']],
  ['acme.semaphoreci.com', 'semaphore', ['cloud', 'oneTenant']],
  ['vstoken.dev.azure.com/6f0c2b1e', 'azure-pipelines', ['cloud', 'oneTenant']],
  ['login.microsoftonline.com/72f988bf/v2.0', 'azure-pipelines', ['cloud', 'oneTenant']],
  ['ci.acme.example/oidc', 'jenkins', ['selfHosted', 'oneTenant']],
  ['ci.acme.example/jenkins/oidc/job/shop/job/web', 'jenkins', ['selfHosted', 'oneTenant']],
  ['agent.buildkite.com', 'buildkite', ['cloud', 'withClaimKeys', 'subjectRequired']],
  ['agent.acme.buildkite.dev', 'buildkite', ['cloud', 'withClaimKeys']],
  ['api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', 'bitbucket', ['cloud', 'oneTenant']],
  ['oidc.codefresh.io', 'codefresh', ['cloud', 'subjectRequired']],
  ['acme.app.spacelift.io', 'spacelift', ['cloud', 'oneTenant']],
  ['acme.app.us.spacelift.io', 'spacelift', ['cloud', 'oneTenant']],
  ['app.terraform.io', 'hcp-terraform', ['cloud', 'subjectRequired']],
  ['app.eu.terraform.io', 'hcp-terraform', ['cloud']],
  ['token.builds.bitrise.io', 'bitrise', ['cloud']],
  ['app.harness.io/ng/api/oidc/account/gz4oUcFf', 'harness', ['cloud', 'oneTenant']],
  ['harness.io', 'harness', ['cloud']],
  ['login.app.env0.com/', 'env0', ['cloud']],
  ['login.app.env0.com', 'env0', ['cloud', 'endsInSlash']],
  ['identity.depot.dev', 'depot', ['cloud']],
  ['oidc.vercel.com', 'vercel', ['cloud']],
  ['oidc.vercel.com/acme', 'vercel', ['cloud', 'oneTenant']],
  ['oidc.fly.io/acme', 'fly', ['cloud', 'oneTenant']],
  ['oidc.eks.eu-west-1.amazonaws.com/id/example', 'kubernetes', ['cloud', 'oneTenant']],
  ['accounts.google.com', 'google', ['builtIn', 'cloud', 'withClaimKeys']],
  ['idcs-0a1b.identity.oraclecloud.com', 'oracle', ['cloud', 'withClaimKeys']],
];

describe.each(samples)('the issuer %s', (path, id, facts) => {
  it(`is of ${id} alone, and what is true of it is true of no more`, () => {
    expect(issuerAt(path)?.id).toBe(id);
    const found = issuers.flatMap(({ id: own, paths: { sharedRoot: _, ...forms } }) =>
      Object.entries(forms).flatMap(([fact, form]) => (form.test(path) ? [`${own} ${fact}`] : [])),
    );
    expect(found.sort()).toEqual(facts.map((fact) => `${id} ${fact}`).sort());
  });

  it.each(['*', '**', '?*', '*:*', '*:*:*', '*/*', '*-*', '{*}:{*}', '*@*/*@*:*'])(
    'is open to anybody with the subject %s',
    (sub) => {
      const policy = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${path}` },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { [`${path}:sub`]: sub, [`${path}:aud`]: 'sts.amazonaws.com' } },
          },
        ],
      };
      const found = lint(JSON.stringify(policy), 'trust.json').map(({ severity, rule }) => `${severity} ${rule}`);
      expect(found).toContain('error missing-subject');
    },
  );

  it('is not taken for one that only looks like it', () => {
    const cloud = issuers.find((issuer) => issuer.id === id)?.paths.cloud;
    const [host = ''] = path.split('/');
    const strangers = [`evil.example/${path}`, path.replace(host, `${host}.evil.example`), path.replaceAll('.', 'x')];
    for (const stranger of strangers) expect(cloud?.test(stranger) ?? false, stranger).toBe(false);
  });
});

it('every path of every issuer has a sample', () => {
  const sampled = samples.flatMap(([, id, facts]) => facts.map((fact) => `${id} ${fact}`));
  const known = issuers.flatMap(({ id, paths: { sharedRoot: _, ...forms } }) =>
    Object.keys(forms).map((fact) => `${id} ${fact}`),
  );
  expect([...new Set(sampled)].sort()).toEqual(known.sort());
});

describe.each(issuers.map((issuer) => [issuer.id, issuer] as const))('what is known of %s', (id, issuer) => {
  const { claimKeys: keys = [], identityClaims = [], subjectForms = [], generator } = issuer;

  it('is in a file of its own, and says where the vendor describes it', () => {
    expect(existsSync(path.join(root, `src/trust/issuers/${id}.ts`))).toBe(true);
    expect(issuers.filter((other) => other.id === id || other.name === issuer.name)).toHaveLength(1);
    expect(new URL(issuer.docs).protocol).toBe('https:');
  });

  it('names no claim as a key that AWS does not read', () => {
    const names = identityClaims.map(({ claim }) => claim);
    expect(keys).toEqual(expect.arrayContaining([...names, ...Object.keys(issuer.derivedKeys ?? {})]));
    for (const { advised, immutable } of identityClaims) expect(advised === undefined || immutable).toBe(true);
    for (const claim of issuer.jobChosenClaims ?? []) expect(names).not.toContain(claim);
  });

  it('tells a wildcard that leaves the tenant open from one behind it', () => {
    for (const { start, end } of subjectForms) {
      expect(rulesFor(`${start}acme*${end}x`)).toContain('wildcard-tenant');
      expect(rulesFor(`${start}acme${end}x*`)).not.toContain('wildcard-tenant');
    }
  });

  it('leads to pages that are there', () => {
    const pages = [issuer.audience?.page, ...(issuer.subjectMismatches ?? []).map(({ page }) => page)];
    for (const page of pages) if (page !== undefined) expect(hasPlace(page), page).toBe(true);
  });

  it('gives its faults to rules that there are, and its mismatches its own name', () => {
    for (const { rule, why, fix } of issuer.subjectFaults ?? []) {
      expect(rules.map((known) => known.id)).toContain(rule);
      expect(why).toMatch(/\.$/);
      expect(typeof fix === 'string' ? fix : fix('x')).toMatch(/\.$|`$|…\.$/);
    }
    for (const mismatch of issuer.subjectMismatches ?? []) expect(mismatch.id.startsWith(`${id}-`)).toBe(true);
  });

  it('generates from options that the command line has, and refuses the others', () => {
    for (const [option, meaning] of Object.entries(generator?.optionHelp ?? {})) {
      expect(trustGenerate.help).toContain(`  ${flagOf(option)} `);
      expect(trustGenerate.help.replace(/\s+/g, ' ')).toContain(meaning);
    }
    const plan = ciPlans.find((one) => one.id === id);
    expect(plan === undefined).toBe(generator === undefined);
    const all = ['repository', 'project', 'organization', 'organizationId', 'environment', 'branch', 'issuer'];
    for (const option of all.filter((name) => !Object.hasOwn(generator?.optionHelp ?? {}, name))) {
      if (plan !== undefined) expect(() => plan.plan({ [option]: 'x' })).toThrow(`${flagOf(option)} cannot be used`);
    }
  });
});

/** The rules that find something in a condition on this subject, at an issuer that is anybody's. */
function rulesFor(subject: string): readonly string[] {
  const issuer = 'idp.example';
  const policy = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { [`${issuer}:sub`]: subject } },
    },
  };
  return lint(JSON.stringify(policy), 'trust.json').map(({ rule }) => rule);
}

function hasPlace(page: string): boolean {
  const [file = '', anchor] = page.split('#');
  if (!existsSync(path.join(root, file))) return false;
  const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return anchor === undefined || headings.includes(anchor);
}

describe.each(
  ciProviders()
    .filter(({ id }) => id !== 'custom')
    .map(({ id }) => id),
)('the CI %s is four files:', (id) => {
  it('an issuer that can generate, an emulated job and a page', () => {
    expect(issuers.find((issuer) => issuer.id === id)?.generator).toBeDefined();
    expect(emulatedCis.map((ci) => ci.id)).toContain(id);
    expect(existsSync(path.join(root, `docs/ci/${id}.md`))).toBe(true);
  });
});

const noon = Date.parse('2026-11-20T12:00:00Z');

function issuerOf(ci: EmulatedCi): Issuer {
  const [issuer] = [ci.id, ci.compatibleWith].flatMap((id) => issuers.find((one) => one.id === id) ?? []);
  if (issuer === undefined) throw new Error(`${ci.id} has no issuer`);
  return issuer;
}

function tokenOf(ci: EmulatedCi, options: JobOptions = {}): Claims {
  return { ...tokenClaims(ci, makeJob(ci, options), noon) };
}

/** A CI that nobody knows has an issuer that nobody knows. */
const known = emulatedCis.filter(({ id }) => id !== 'custom');

describe.each(known.map((ci) => [ci.id, ci] as const))('a token of %s', (_id, ci) => {
  const issuer = issuerOf(ci);
  const jobs: readonly JobOptions[] = [undefined, ...ci.variants].flatMap((variant) => [
    { variant },
    { variant, ref: 'refs/tags/v1' },
    { variant, environment: 'production' },
    { variant, pullRequest: 7 },
  ]);
  const tokens = jobs.map((job) => tokenOf(ci, job));

  it('is of the issuer, and its subject of one of the forms', () => {
    for (const { iss = '', sub = '' } of tokens) {
      // A server of a customer is at any address.
      const isKnown = (issuer.paths.cloud ?? issuer.paths.selfHosted) !== undefined;
      expect(issuerAt(providerPath(iss))).toBe(isKnown ? issuer : undefined);
      // Some have names alone, or what the customer makes of them.
      const forms = issuer.subjectForms ?? [{ start: '' }];
      expect(forms.some(({ start }) => sub.startsWith(start))).toBe(true);
    }
  });

  it('has the claims that people are shown, and the IDs that are advised', () => {
    const seen = new Set(tokens.flatMap((token) => Object.keys(token)));
    const advised = (issuer.identityClaims ?? []).flatMap((one) => (one.advised ? [one.claim] : []));
    // What is compatible has fewer.
    const promised = [...(issuer.shownClaims ?? []), ...advised];
    const absent = promised.filter((claim) => !seen.has(claim));
    expect(ci.compatibleWith === undefined ? absent : []).toEqual([]);
    expect(promised.some((claim) => seen.has(claim))).toBe(true);
  });

  it('has the condition keys that AWS reads of it', () => {
    for (const token of tokens) {
      const keys = Object.keys(webIdentityContext(token, { roleArn, sessionName: 'job-1' }));
      const own = keys.filter((key) => key.startsWith(`${providerPath(token.iss ?? '')}:`));
      const known = claimKeys(providerPath(token.iss ?? '')).map(
        (claim) => `${providerPath(token.iss ?? '')}:${claim}`,
      );
      expect(known).toEqual(expect.arrayContaining(own));
    }
  });

  it('says of a pull request, and of nothing else, that it is one', () => {
    const rule = issuer.pullRequests?.subject;
    for (const [index, { sub = '' }] of tokens.entries()) {
      if (rule !== undefined) expect(rule.test(sub)).toBe(jobs[index]?.pullRequest !== undefined);
    }
  });

  it('brings session tags only where the issuer says so', () => {
    const tagged = tokens.filter((token) => 'https://aws.amazon.com/tags' in token);
    expect(tagged.length > 0).toBe(issuer.sessionTags !== undefined);
    for (const tag of issuer.sessionTags?.identity ?? []) expect(JSON.stringify(tagged)).toContain(`"${tag}"`);
  });

  it.each([undefined, ...ci.variants])(
    '(%s) gives the options of a policy that the emulator takes it by',
    async (variant) => {
      const claims = tokenOf(ci, { variant });
      const { ci: recognized, options } = optionsFromClaims(claims);
      expect(recognized).toBe(issuer.id);
      const plan = issuer.generator?.plan(options);
      if (plan === undefined) throw new Error('there is no generator');
      expect(plan.issuer).toBe(claims.iss);
      expect(await statusWith(trustPolicyIn(plan, account), ci, { variant })).toBe(200);
      const [branch] = [{ variant, ref: 'refs/heads/another' }];
      const isTold = tokenOf(ci, branch).sub !== claims.sub && options.branch !== undefined;
      const isOther = tokenOf(ci, branch).sub !== claims.sub && plan.subjects.includes(claims.sub ?? '');
      expect(await statusWith(trustPolicyIn(plan, account), ci, branch)).toBe(isTold || isOther ? 403 : 200);
    },
  );
});

const account = { accountId: '123456789012', partition: 'aws' };
const roleArn = 'arn:aws:iam::123456789012:role/deploy';

async function statusWith(policy: object, ci: EmulatedCi, job: JobOptions): Promise<number> {
  const text = JSON.stringify(policy);
  const role = { arn: roleArn, trustPolicy: parsePolicy(text, 'it'), trustPolicyText: text, maxSessionDuration: 3600 };
  const providers = [
    { url: ci.issuer, accountId: account.accountId, clientIds: [...effectiveAudiences(tokenOf(ci, job))] },
  ];
  const emulator = await startForTest({ roles: [role], providers });
  const token = await emulator.issueToken(ci.id, job);
  return (await post(emulator, await exchangeParameters(emulator, { RoleArn: roleArn, WebIdentityToken: token })))
    .status;
}

describe('the pages', () => {
  it('docs/ci has a page for each CI', () => {
    for (const { id } of ciProviders()) expect(existsSync(path.join(root, `docs/ci/${id}.md`)), id).toBe(true);
  });

  it('docs/trust-policies.md has the condition keys of the issuers that it lists', () => {
    const rows = read('docs/trust-policies.md').matchAll(/^\| `([^`]+)`[^|]*\|([^|]*)\|([^|]*)\|$/gm);
    const listed = [...rows].map(([, name = '', ids = '', others = '']) => {
      const claims = [...`${ids}${others}`.matchAll(/`([^`]+)`/g)].map(([, claim = '']) => claim);
      return [issuerAt(name)?.id, claims.sort()] as const;
    });
    const keyed = ciProviders().flatMap(({ id }) => issuers.filter((issuer) => issuer.id === id && issuer.claimKeys));
    expect(listed.map(([id]) => id)).toEqual(expect.arrayContaining(keyed.map(({ id }) => id)));
    for (const [id, claims] of listed) {
      expect([id, claims]).toEqual([id, [...(issuers.find((issuer) => issuer.id === id)?.claimKeys ?? [])].sort()]);
    }
  });

  it('docs/emulator.md lists the CIs that can be emulated', () => {
    const [, list = ''] = /\| `--ci NAME` \| also print a job: (.*) \|/.exec(read('docs/emulator.md')) ?? [];
    expect(list).toBe(emulatedCis.map(({ id }) => `\`${id}\``).join(', '));
  });
});

import { describe, expect, it } from 'vitest';
import { withId } from '../../src/core/parse-values.ts';
import { type AuditedRole, auditProviders, auditRole, missingProviders, widenings } from '../../src/trust/audit.ts';
import { type AuditReport, auditFormats } from '../../src/trust/audit-report.ts';

const github = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::123456789012:oidc-provider/${github}`;

function roleNamed(name: string, sub: string | undefined, more: object = {}) {
  const condition = {
    StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
    ...(sub === undefined ? {} : { StringLike: { [`${github}:sub`]: sub } }),
  };
  const statement = { Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:AssumeRoleWithWebIdentity' };
  const policy = { Version: '2012-10-17', Statement: [{ ...statement, Condition: condition, ...more }] };
  const trustPolicy = encodeURIComponent(JSON.stringify(policy));
  return { arn: `arn:aws:iam::123456789012:role/ci/${name}`, trustPolicy, maxSessionSeconds: 7200 };
}

const everything = () => true;
const audited = (...given: Parameters<typeof roleNamed>): AuditedRole => {
  const role = auditRole(roleNamed(...given), everything);
  if (role === undefined) throw new Error('not for a CI');
  return role;
};

const main = audited('web', 'repo:acme/web:ref:refs/heads/main');
const anybody = audited('open', undefined);

describe('a role', () => {
  it('is told with who may assume it, and what lint finds', () => {
    expect(main).toMatchObject({
      arn: 'arn:aws:iam::123456789012:role/ci/web',
      entrants: [{ words: 'repository acme/web, branch main, on GitHub Actions' }],
      maxSessionSeconds: 7200,
      providers: [provider],
      audiences: ['sts.amazonaws.com'],
      findings: [{ rule: 'name-only-subject', file: 'iam/123456789012/role/ci/web' }],
    });
    expect(anybody.findings.map(({ severity }) => severity)).toContain('error');
  });

  it.each([
    ['of a service', { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    ['of SAML', { Principal: { Federated: 'arn:aws:iam::1:saml-provider/x' }, Action: 'sts:AssumeRoleWithSAML' }],
    ['of an account', { Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
  ])('%s is left out', (_what, more) => {
    expect(auditRole(roleNamed('x', undefined, { Condition: {}, ...more }), everything)).toBeUndefined();
  });

  it('of another CI than is asked for is left out', () => {
    expect(auditRole(roleNamed('x', 'repo:a/b:*'), (path) => path === 'gitlab.com')).toBeUndefined();
  });
});

describe('a provider', () => {
  const there = { arn: provider, clientIds: ['sts.amazonaws.com'], thumbprints: [] };

  it.each([
    [there, [main], []],
    [there, [], ['No audited role trusts it.']],
    [
      { ...there, clientIds: ['sts.amazonaws.com', 'old', 'older'] },
      [main],
      ['No audited role takes the client IDs old and older.'],
    ],
    // A role that takes any audience takes these.
    [{ ...there, clientIds: ['old'] }, [audited('x', 'repo:a/b:*', { Condition: {} })], []],
    [
      { ...there, clientIds: ['old'] },
      [audited('x', 'repo:a/b:*', { Condition: { StringNotEquals: { [`${github}:aud`]: 'new' } } })],
      [],
    ],
    [{ ...there, thumbprints: ['6938'] }, [main], [expect.stringMatching(/^AWS uses its thumbprints only if/)]],
    [{ ...there, arn: `${provider}/acme`, thumbprints: ['6938'] }, [], ['No audited role trusts it.']],
  ])('%#: has its notes', (given, roles, notes) => {
    expect(auditProviders([given], roles)).toMatchObject([{ notes }]);
  });

  it('that is not there is told with the roles that trust it', () => {
    expect(missingProviders([], [main, anybody])).toEqual([{ arn: provider, roles: [main.arn, anybody.arn] }]);
    expect(missingProviders([there], [main])).toEqual([]);
  });
});

describe('what a role lets in', () => {
  const all = audited('web', 'repo:acme/web:*');

  it.each([
    ['is wider with a star', [main], [all], 1],
    ['is not wider for a branch of what it was', [all], [main], 0],
    ['is wider for a role that is new', [], [main], 1],
    ['is not wider for a role that is gone', [main], [], 0],
    ['is as wide as it was', [main], [main], 0],
  ])('%s', (_what, before, now, count) => {
    // As it comes back from a file.
    expect(widenings(JSON.parse(JSON.stringify(before)), now)).toHaveLength(count);
  });
});

describe('a report', () => {
  const evil = '|`</td><script>';
  const evilArn = `arn:aws:iam::123456789012:role/|\`<b>/x`;
  const report: AuditReport = {
    account: '123456789012',
    roles: [
      { ...main, lastUsed: '2026-11-01T10:00:00Z' },
      { ...anybody, arn: evilArn, lastUsed: null, others: [{ words: evil, limits: [] }], denies: ['[]'] },
    ],
    providers: [{ arn: provider, clientIds: [], thumbprints: [], notes: ['No audited role trusts it.'] }],
    missing: [{ arn: `${provider}/x`, roles: [main.arn] }],
    unread: ['The role y cannot be read.'],
    seen: 7,
    wider: [{ arn: evilArn, words: 'anyone' }],
  };

  const written = (id: string, given: AuditReport): string => withId('format', id, auditFormats).write(given);

  it('is text', () => {
    expect(written('text', report)).toMatchSnapshot();
  });

  it('is text, in which no value begins a line', () => {
    const role = audited('x', 'acme/x\nerror missing-subject: forged');
    expect(written('text', { ...report, roles: [role] })).not.toMatch(/^\s*error missing-subject: forged/m);
  });

  it('is Markdown, in which no name is markup', () => {
    const text = written('markdown', report);
    expect(text).toMatchSnapshot();
    expect(text).not.toMatch(/<script>|<b>/);
  });

  it('is JSON, with all of it', () => {
    expect(JSON.parse(written('json', report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('is short where nothing is odd', () => {
    const { wider: _, ...rest } = report;
    const nothing = { ...rest, roles: [], providers: [], missing: [], unread: [] };
    expect(written('text', nothing)).toBe(
      'Account 123456789012: 0 of 7 roles are for tokens of a CI. 0 errors, 0 warnings, 0 notes.\n',
    );
    expect(written('markdown', nothing)).not.toContain('##');
  });

  it('is SARIF', () => {
    const { runs } = JSON.parse(written('sarif', report));
    expect(runs[0].results.length).toBeGreaterThan(1);
    expect(runs[0].results[0]).toMatchObject({
      ruleId: 'name-only-subject',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'iam/123456789012/role/ci/web' } } }],
    });
  });
});

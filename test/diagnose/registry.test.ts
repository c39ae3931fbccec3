// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import { causes } from '../../src/diagnose/causes.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { diagnosisReport, headline } from '../../src/diagnose/diagnosis-report.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeJob } from '../../src/emulator/make-job.ts';
import { operators } from '../../src/trust/operators.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import { denied, now, request } from './refusal-facts.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe.each(causes)('the cause $id', ({ id, page, codes }) => {
  it('has a name of its own', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(causes.filter((other) => other.id === id)).toHaveLength(1);
  });

  it('belongs to refusals', () => {
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(errorCodes[code]).toBeGreaterThanOrEqual(4);
  });

  it('has a page', () => {
    const [file = '', anchor] = page.split('#');
    expect(existsSync(path.join(root, file)), file).toBe(true);
    const headings = [...readFileSync(path.join(root, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    if (anchor !== undefined) expect(headings).toContain(anchor);
  });
});

const github = 'token.actions.githubusercontent.com';
const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('*', 'repo:a/b:*', 'repo:a@1/b@2:ref:refs/heads/main', 'a${*}'),
);
const claimValue = fc.oneof(wild, fc.jsonValue(), fc.array(wild), fc.double());
const claimNames = [
  'iss',
  'sub',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'scp',
  'repository',
  'repository_id',
  'project_path',
  'pipeline_source',
  'https://aws.amazon.com/tags',
  'https://aws.amazon.com/roles',
  'https://aws.amazon.com/source_identity',
];
const claims = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom(...claimNames), fc.string()), claimValue),
  fc.record({
    iss: fc.constantFrom(`https://${github}`, 'https://gitlab.com', 'https://oidc.circleci.com/org/o'),
    sub: wild,
    aud: wild,
  }),
);
const oneOrMore = fc.oneof(wild, fc.array(wild));
const condition = fc.dictionary(
  fc.constantFrom(
    ...Object.keys(operators),
    'Null',
    'ForAnyValue:StringLike',
    'ForAllValues:StringEquals',
    'StringEqualsIfExists',
  ),
  fc.dictionary(
    fc.oneof(
      fc.constantFrom(`${github}:sub`, `${github}:aud`, 'gitlab.com:sub', 'aws:SourceIp', 'sts:RoleSessionName'),
      fc.string(),
    ),
    oneOrMore,
  ),
);
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.oneof(
      fc.constant('*'),
      fc.record({ Federated: fc.oneof(fc.constant(`arn:aws:iam::123456789012:oidc-provider/${github}`), oneOrMore) }),
    ),
    Action: fc.oneof(fc.constantFrom('sts:*', 'sts:AssumeRoleWithWebIdentity'), oneOrMore),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const policy = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17'),
  Statement: fc.array(statement, { maxLength: 3 }),
});
const refusal = fc.option(
  fc.record({ code: fc.constantFrom(...causes.flatMap(({ codes }) => codes)), message: fc.string() }),
  { nil: undefined },
);

describe('the diagnosis', () => {
  it('never throws, and says nothing that could move a cursor or be a command of the runner', () => {
    fc.assert(
      fc.property(claims, fc.option(policy, { nil: undefined }), refusal, (token, document, said) => {
        const diagnosis = diagnose({
          // Nobody has verified the token: the types are a promise of the issuer.
          claims: token,
          request,
          now,
          refusal: said,
          policy: document && readPolicy(document, 'it'),
        });
        const text = `${headline(diagnosis, { hint: 'as usual' })}\n${diagnosisReport(diagnosis)}`;
        expect(text).not.toMatch(/[^\P{C}\n]/u);
        expect(text).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 2000 },
    );
  });

  it('never holds the token, nor a part of it, whatever a claim repeats', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...claimNames, 'jti'), claimValue), (token) => {
        const parts = ['{"alg":"none"}', JSON.stringify(token), 'signature-of-the-token'].map((part) =>
          Buffer.from(part).toString('base64url'),
        );
        const text = diagnosisReport(diagnose({ claims: token, request, now, refusal: denied }));
        for (const part of parts.filter(({ length }) => length > 12)) expect(text).not.toContain(part);
      }),
    );
  });

  it('shows a long claim in part, and the first five causes', () => {
    const long = 'x'.repeat(5000);
    const text = diagnosisReport(
      diagnose({ claims: { iss: 'https://a.b', sub: long, aud: 'a' }, request, now, refusal: denied }),
    );
    expect(text).toContain(`${'x'.repeat(400)}… (5000 characters)`);
    const odd = diagnose({ claims: { iss: `x${'𝒳'.repeat(400)}` }, request, now, refusal: denied });
    expect(diagnosisReport(odd)).not.toMatch(/[^\P{C}\n]/u);
  });

  it('has the command and two traps within ten lines where nobody gave the policy', () => {
    for (const ci of emulatedCis) {
      for (const variant of [undefined, ...ci.variants]) {
        const job = makeJob(ci, { variant });
        const token = { iss: ci.issuer, aud: job.audience, ...ci.claims(job) };
        const diagnosis = diagnose({ claims: token, request, now, refusal: denied });
        const text = headline(diagnosis, { hint: undefined }) ?? '';
        // The error's own line comes before, and the link after.
        expect(text.split('\n').length).toBeLessThanOrEqual(8);
        expect(text).toContain('aws iam get-role --role-name deploy --query Role.AssumeRolePolicyDocument');
        expect(text).toMatch(/^1\. .* \[[a-z\d-]+\]$[\s\S]*^2\. .* \[[a-z\d-]+\]$/m);
      }
    }
  });

  it('says nothing twice', () => {
    fc.assert(
      fc.property(claims, fc.option(policy, { nil: undefined }), refusal, (token, document, said) => {
        const diagnosis = diagnose({
          claims: token,
          request,
          now,
          refusal: said,
          policy: document && readPolicy(document, 'it'),
        });
        const text = `${headline(diagnosis, { hint: 'as usual' })}\n${diagnosisReport(diagnosis)}`;
        for (const { id } of diagnosis.findings) expect(text.split(`[${id}]`).length).toBeLessThanOrEqual(3);
        const titles = diagnosis.findings.map(({ title }) => title);
        for (const title of titles) {
          expect(title).not.toBe('');
          expect(text.split(title).length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 500 },
    );
  });
});

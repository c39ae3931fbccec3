import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EmulatedRole } from '../../src/emulator/account.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { emulatedCi } from '../../src/emulator/make-job.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { exchangeParameters, post, startForTest } from './start-for-test.ts';

const documented = emulatedCis.filter(({ compatibleWith }) => compatibleWith === undefined).map(({ id }) => id);

/** The role of the page of a CI, with the trust policy that the page shows. */
function roleOf(ci: string): EmulatedRole {
  const page = readFileSync(path.resolve(import.meta.dirname, `../../docs/ci/${ci}.md`), 'utf8');
  const text = /^```json\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '';
  return {
    arn: 'arn:aws:iam::123456789012:role/deploy',
    trustPolicy: parsePolicy(text, `docs/ci/${ci}.md`),
    trustPolicyText: text,
    maxSessionDuration: 3600,
  };
}

async function statusFor(ci: string, job: JobOptions): Promise<number> {
  const role = roleOf(ci);
  const emulator = await startForTest({ roles: [role] });
  const token = await emulator.issueToken(ci, job);
  const parameters = await exchangeParameters(emulator, { RoleArn: role.arn, WebIdentityToken: token });
  return (await post(emulator, parameters)).status;
}

describe.each(documented)('the trust policy in docs/ci/%s.md', (ci) => {
  const kinds = emulatedCi(ci).variants.filter((variant) => !['ci-job-jwt-v2', 'v1'].includes(variant));

  it('accepts a job of the branch main', async () => {
    for (const variant of [undefined, ...kinds]) expect(await statusFor(ci, { variant })).toBe(200);
  });

  it('refuses other branches, tags and pull requests', async () => {
    for (const job of [{ ref: 'refs/heads/main2' }, { ref: 'refs/tags/main' }, { pullRequest: 7 }]) {
      expect(await statusFor(ci, job)).toBe(403);
    }
  });
});

it('a CI without a page speaks the protocol of one that has a page', () => {
  for (const { compatibleWith } of emulatedCis) expect([undefined, ...documented]).toContain(compatibleWith);
});

// What the playground decides by itself. What it says of policies is tested where that is decided.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteExamples } from '../../scripts/site-examples.ts';
import { changedPolicy } from '../../site/model/changed-policy.ts';
import { readGivenClaims, readGivenPolicy } from '../../site/model/given.ts';
import { judge } from '../../site/model/judge.ts';
import { lintText } from '../../site/model/lint-text.ts';
import { jsonLines } from '../../site/model/policy-lines.ts';
import { fragmentOf, partsOfFragment, unpacked } from '../../site/model/shared-link.ts';

describe('a text', () => {
  it('is printed as JSON.stringify prints it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const lines = jsonLines(value).map(
          ({ indent, name, text }) => `${'  '.repeat(indent)}${name}${name === '' ? '' : ': '}${text}`,
        );
        // Characters that could deceive the eye are spelled out.
        expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(lines.length).toBe(JSON.stringify(value, undefined, 2).split('\n').length);
      }),
    );
  });
});

describe('a policy', () => {
  it.each([
    ['URL-encoded', encodeURIComponent],
    ['a JSON string', JSON.stringify],
  ])('is read as %s', (_, written) => {
    const [example] = siteExamples();
    const policy = example?.policy ?? '';
    expect(readGivenPolicy(written(policy))).toEqual(readGivenPolicy(policy));
    expect(lintText(written(policy))).toEqual(lintText(policy));
  });

  it('whose URL-encoding is broken is a fault', () => {
    expect(readGivenPolicy('%7B%')).toMatchObject({ fault: { message: 'The policy looks URL-encoded but is not.' } });
  });
});

it('claims are read with what a CI adds to their lines', () => {
  const claims = { iss: 'https://gitlab.com', sub: 'x' };
  const lines = JSON.stringify(claims, undefined, 2).split('\n');
  const logged = lines.map((line) => `2026-11-26T21:00:00.123456Z 01O \u001b[36m${line}\u001b[0m`).join('\n');
  expect(readGivenClaims(logged)).toEqual({ value: claims });
  expect(readGivenClaims(`21:00:00   iss  ${claims.iss}\n21:00:00   sub  x`)).toEqual({ value: claims });
});

describe('a link', () => {
  it('holds what was put in, whatever it is', async () => {
    const shared = { policy: '{"a":"ä€😀"}', claims: '{"sub":"x"}' };
    const { view, packed = '' } = partsOfFragment((await fragmentOf('why', shared)) ?? '');
    expect(view).toBe('why');
    expect(await unpacked(packed)).toEqual(shared);
  });

  it('unfolds to no more than a page can bear', async () => {
    const fragment = await fragmentOf('why', { policy: ' '.repeat(2_000_000) });
    expect(fragment?.length).toBeLessThan(10_000);
    expect(await unpacked(partsOfFragment(fragment ?? '').packed ?? '')).toBeUndefined();
  });
});

describe('a change', () => {
  const cases = siteExamples().flatMap(({ name, policy, jobs }) => {
    const statement = JSON.parse(policy).Statement[0];
    // The one statement in a list, and alone; for the same CI, and for another one, which takes a statement more.
    return jobs.flatMap((job) =>
      [
        [statement],
        statement,
        [{ ...statement, Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/example.com' } }],
      ].map(
        (Statement, index) =>
          [`${name}, ${job.name}, ${index}`, JSON.stringify({ Version: '2012-10-17', Statement }), job.claims] as const,
      ),
    );
  });

  it('of the policies of all examples lets the job in when it is made', () => {
    let tried = 0;
    for (const [what, text, claims] of cases) {
      const given = readGivenPolicy(text);
      if (given === 'empty' || 'fault' in given) throw new Error(what);
      const edits = judge(given.value, claims, { now: 0 }).diagnosis.findings.find((finding) => finding.edits)?.edits;
      if (edits === undefined) continue;
      const changed = readGivenPolicy(JSON.stringify(changedPolicy(given.value.json, edits)));
      if (changed === 'empty' || 'fault' in changed) throw new Error(what);
      expect(judge(changed.value, claims, { now: 0 }).diagnosis.answer, what).toBe('accepted');
      tried += 1;
    }
    expect(tried).toBeGreaterThan(50);
  });
});

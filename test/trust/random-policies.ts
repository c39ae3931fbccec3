// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import fc from 'fast-check';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { makeJob } from '../../src/emulator/make-job.ts';
import type { Claims } from '../../src/token/token.ts';
import { federatedPrincipal } from '../../src/trust/federated-principal.ts';
import { providerPath } from '../../src/trust/provider-name.ts';

const account = { accountId: '123456789012', partition: 'aws' };

/** Tokens of all CIs, of several kinds of jobs. */
export const tokens: readonly Claims[] = emulatedCis.flatMap((ci) =>
  [{}, { ref: 'refs/heads/release' }, { ref: 'refs/tags/v1' }].map(
    (job) => ({ iss: ci.issuer, aud: ci.audience, ...ci.claims(makeJob(ci, job)) }) as Claims,
  ),
);

export const operators = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'StringEqualsIgnoreCase',
  'ArnLike',
  'StringNotEquals',
  'StringNotLike',
  'StringEqualsIfExists',
  'StringLikeIfExists',
  'ForAllValues:StringLike',
  'ForAnyValue:StringLike',
  'ForAnyValue:StringEqualsIfExists',
  'NumericGreaterThan',
  'NumericEquals',
  'Bool',
);

/** A policy that is made of what a token has, so that it often lets that in. */
export const policies = fc.constantFrom(...tokens).chain((claims) => {
  const path = providerPath(claims.iss ?? '');
  const texts = Object.entries(claims).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const value = fc.constantFrom(...texts).chain(([name, text]) =>
    fc
      .tuple(
        fc.nat(text.length),
        fc.constantFrom('', '', '*', '?', '${*}', '${aws:SourceIp}', "${nothing, 'x'}"),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([at, mark, cut, upper]) => {
        const varied =
          mark === '' ? text : `${text.slice(0, at)}${mark}${cut ? '' : text.slice(at + (mark === '?' ? 1 : 0))}`;
        return [name, upper ? varied.toUpperCase() : varied] as const;
      }),
  );
  const condition = fc
    .tuple(
      operators,
      fc.constantFrom(path, path, path, path.toUpperCase(), 'other.example'),
      fc.array(value, { minLength: 1, maxLength: 3 }),
    )
    .map(([operator, host, values]) => ({
      [operator]: { [`${host}:${values[0]?.[0]}`]: values.map(([, text]) => text) },
    }));
  const statement = fc
    .tuple(
      fc.array(condition, { maxLength: 3 }),
      fc.constantFrom<object>(
        {},
        {},
        {},
        { Principal: '*' },
        { Principal: undefined, NotPrincipal: { AWS: '*' } },
        {
          Principal: undefined,
          NotPrincipal: { AWS: '111122223333', Federated: federatedPrincipal(claims.iss ?? '', account) },
        },
        { Effect: 'Deny' },
      ),
      fc.constantFrom(['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'], 'sts:AssumeRoleWithWebIdentity', 'sts:*'),
    )
    .map(([conditions, more, action]) => {
      const merged: Record<string, object> = {};
      for (const [operator, keys] of conditions.flatMap((one) => Object.entries(one))) {
        merged[operator] = { ...merged[operator], ...keys };
      }
      const made = {
        Effect: 'Allow',
        Principal: { Federated: federatedPrincipal(claims.iss ?? '', account) },
        Action: action,
        Condition: merged,
        ...more,
      };
      return Object.fromEntries(Object.entries(made).filter(([, member]) => member !== undefined));
    });
  return fc.record({
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
  });
});

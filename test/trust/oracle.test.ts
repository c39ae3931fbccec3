// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/trust/evaluate.ts';
import { readPolicy } from '../../src/trust/policy.ts';
import type { Truth } from '../../src/trust/truth.ts';

// An evaluator of IAM policies that shares no line and no author with ours. It knows resources, which
// trust policies have not, and no key of an identity provider; so the question is put as one about S3.
const action = 's3:GetObject';
const resource = 'arn:aws:s3:::bucket/key';

type Statement = Readonly<Record<string, unknown>>;
type Context = Record<string, string | string[]>;

async function theirs(statements: readonly Statement[], contextVariables: Context): Promise<boolean> {
  const Statement = statements.map((statement) => ({ ...statement, Resource: '*' }));
  const result = await runUnsafeSimulation(
    {
      request: {
        principal: 'arn:aws:iam::111122223333:user/alice',
        action,
        resource: { resource, accountId: '111122223333' },
        contextVariables,
      },
      identityPolicies: [{ name: 'policy', policy: { Version: '2012-10-17', Statement } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return result === 'Allowed';
}

function ours(statements: readonly Statement[], variables: Context, unknown: readonly string[] = []): Truth {
  const Statement = statements.map((statement) => ({ ...statement, Principal: '*' }));
  const known = Object.entries(variables).filter(([key]) => !unknown.includes(key));
  const context = Object.fromEntries(known.map(([key, value]) => [key, [value].flat()]));
  const isUnknown = (key: string) => unknown.includes(key);
  const policy = readPolicy({ Version: '2012-10-17', Statement }, 'a random policy');
  const federated = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';
  return evaluate(policy, { action, federated, context, isUnknown }).allowed;
}

// Few letters, so that patterns and values often meet.
const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', ':', '/', '.', '+'), maxLength: 5 });
const pattern = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', ':', '/', '.', '+', '*', '?', '${*}', '${one}'),
  maxLength: 5,
});
const number = fc.integer({ min: -2, max: 12 }).map(String);
const arn = fc
  .tuple(
    fc.constantFrom('aws', 'a*', '*'),
    fc.constantFrom('iam', '*'),
    pattern.filter((part) => !part.includes('${')),
  )
  .map(([partition, service, rest]) => `arn:${partition}:${service}::1:${rest}`);
const address = fc.tuple(fc.constantFrom(10, 11), fc.integer({ min: 0, max: 3 })).map(([a, b]) => `${a}.0.0.${b}`);
// Not /0: the other evaluator shifts by 32 bits there, which JavaScript takes for none.
const range = fc.tuple(address, fc.integer({ min: 1, max: 32 })).map(([base, length]) => `${base}/${length}`);
const date = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-02T00:00:00Z', '2027-06-01');
const bool = fc.constantFrom('true', 'false');

/** Operators with the values that are written for them in a policy, and those of a request. */
const families = [
  {
    names: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    wanted: text,
    given: text,
  },
  { names: ['StringLike', 'StringNotLike'], wanted: pattern, given: text },
  {
    names: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    wanted: number,
    given: number,
  },
  {
    names: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    wanted: date,
    given: date,
  },
  { names: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], wanted: arn, given: arn },
  { names: ['IpAddress', 'NotIpAddress'], wanted: fc.oneof(range, address), given: address },
  { names: ['Bool'], wanted: bool, given: bool },
];

const condition = fc.constantFrom(...families).chain(({ names, wanted, given }) =>
  fc.record({
    name: fc.constantFrom(...names),
    set: fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
    ifExists: fc.boolean(),
    wanted: fc.array(wanted, { minLength: 1, maxLength: 3 }),
    given: fc.option(fc.oneof(given, fc.array(given, { minLength: 2, maxLength: 3 })), { nil: undefined }),
  }),
);

const scene = fc
  .array(
    fc.record({ effect: fc.constantFrom('Allow', 'Allow', 'Deny'), conditions: fc.array(condition, { maxLength: 2 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((statements) => {
    const context: Context = { one: 'b*' };
    const written = statements.map(({ effect, conditions }, i) => {
      const Condition: Record<string, Record<string, readonly string[]>> = {};
      for (const [j, { name, set, ifExists, wanted, given }] of conditions.entries()) {
        const key = `key${i}${j}`;
        const operator = `${set}${name}${ifExists ? 'IfExists' : ''}`;
        Condition[operator] = { ...Condition[operator], [key]: wanted };
        if (given !== undefined) context[key] = given;
      }
      return { Effect: effect, Action: action, Condition };
    });
    return { statements: written, context };
  });

it('agrees with another evaluator on random policies and requests', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ statements, context }) => {
      expect(ours(statements, context)).toBe(await theirs(statements, context));
    }),
    { numRuns: 3000 },
  );
});

it('says of a request that is known in part only what the whole one bears out', () => {
  const keys = ['one', 'key00', 'key01', 'key10', 'key11', 'key20', 'key21'];
  fc.assert(
    fc.property(scene, fc.subarray(keys), ({ statements, context }, unknown) => {
      const whole = ours(statements, context);
      expect(['unknown', whole]).toContain(ours(statements, context, unknown));
    }),
    { numRuns: 3000 },
  );
});

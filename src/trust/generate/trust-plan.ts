// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { hasWildcard } from '../pattern.ts';
import { type AccountRef, providerArn, providerPath } from '../provider-name.ts';

/** Who can assume the role, independent of the output format. */
export interface TrustPlan {
  readonly issuer: string;
  readonly audience: string;
  readonly actions: readonly string[];
  /** Claims with their required value, or several allowed values. Literal strings, not patterns. */
  readonly exact: Readonly<Record<string, readonly string[]>>;
  /** Session tags with their allowed values. Literal strings. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** Whether the issuer is built into AWS and needs no provider. */
  readonly builtIn?: true;
  /** The subjects, in which `*` and `?` are wildcards. */
  readonly subjects: readonly string[];
}

/** A trust policy as JSON. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** The action that every plan allows. */
export const assumeAction = 'sts:AssumeRoleWithWebIdentity';

/** Claims with their value, without those that have none. */
export function exactClaims(claims: Readonly<Record<string, string | undefined>>): TrustPlan['exact'] {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => (value ? [[claim, [value]]] : [])));
}

/** The trust policy of a plan. The provider's ARN may be a reference in the language of a template. */
export function trustPolicyOf(plan: TrustPlan, provider: unknown): PolicyJson {
  const path = providerPath(plan.issuer);
  const hasPattern = plan.subjects.some(hasWildcard);
  const subject = { [`${path}:sub`]: oneOrList(plan.subjects) };
  const exact = Object.entries(plan.exact).map(([claim, values]) => [
    `${path}:${claim}`,
    oneOrList(values.map(policyLiteral)),
  ]);
  const tags = Object.entries(plan.tags ?? {}).map(([tag, values]) => [
    `aws:RequestTag/${tag}`,
    oneOrList(values.map(policyLiteral)),
  ]);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: oneOrList(plan.actions),
        Condition: {
          StringEquals: {
            [`${path}:aud`]: policyLiteral(plan.audience),
            ...(hasPattern ? {} : subject),
            ...Object.fromEntries([...exact, ...tags]),
          },
          ...(hasPattern ? { StringLike: subject } : {}),
        },
      },
    ],
  };
}

/** The trust policy with the literal ARN of the provider. */
export function trustPolicyIn(plan: TrustPlan, account: AccountRef): PolicyJson {
  return trustPolicyOf(plan, plan.builtIn ? providerPath(plan.issuer) : providerArn(plan.issuer, account));
}

/** A branch or tag as a pattern: `*` and `?`, which git does not allow in references, stay wildcards. */
export function refPattern(ref: string): string {
  return ref.replace(/\$(?=\{)/g, '${$$}');
}

/** Escapes a string for a policy, so that nothing in it is a wildcard or a variable. */
export function policyLiteral(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}

/** IAM's shorter form of a list with one value. */
export function oneOrList(values: readonly string[]): string | readonly string[] {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}

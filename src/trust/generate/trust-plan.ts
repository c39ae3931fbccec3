// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a policy variable looks like
import { type AccountRef, providerArn, providerPath } from '../provider-name.ts';

/** Who may have the role: everything that the formats write down. */
export interface TrustPlan {
  readonly issuer: string;
  readonly audience: string;
  readonly actions: readonly string[];
  /** Claims with the one value that they must have, or several of which one must be. Text, not patterns. */
  readonly exact: Readonly<Record<string, readonly string[]>>;
  /** The subjects; `*` and `?` are wildcards there. */
  readonly subjects: readonly string[];
}

/** A trust policy in the shape of its JSON. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** The action that every plan allows. */
export const assumeAction = 'sts:AssumeRoleWithWebIdentity';

/** Claims with their one value, those left out that have none. */
export function exactClaims(claims: Readonly<Record<string, string | undefined>>): TrustPlan['exact'] {
  return Object.fromEntries(Object.entries(claims).flatMap(([claim, value]) => (value ? [[claim, [value]]] : [])));
}

/** The trust policy of a plan; the provider's ARN may also be a reference, in the language of a template. */
export function trustPolicyOf(plan: TrustPlan, provider: unknown): PolicyJson {
  const path = providerPath(plan.issuer);
  const hasPattern = plan.subjects.some((subject) => /[*?]/.test(subject.replaceAll(/\$\{[*?$]\}/g, '')));
  const subject = { [`${path}:sub`]: oneOrList(plan.subjects) };
  const exact = Object.entries(plan.exact).map(([claim, values]) => [
    `${path}:${claim}`,
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
            ...Object.fromEntries(exact),
          },
          ...(hasPattern ? { StringLike: subject } : {}),
        },
      },
    ],
  };
}

/** The trust policy with the provider's ARN spelled out. */
export function trustPolicyIn(plan: TrustPlan, account: AccountRef): PolicyJson {
  return trustPolicyOf(plan, providerArn(plan.issuer, account));
}

/** A branch or tag as a policy must write it: `*` and `?`, which no reference of git holds, stay wildcards. */
export function refPattern(ref: string): string {
  return ref.replace(/\$(?=\{)/g, '${$$}');
}

/** A text as a policy must write it, so that nothing in it is a wildcard or a variable. */
export function policyLiteral(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}

function oneOrList(values: readonly string[]): string | readonly string[] {
  const [first = '', ...others] = values;
  return others.length === 0 ? first : values;
}

import { HelperError } from '../../core/errors.ts';
import type { Claims } from '../../token/token.ts';
import { issuers } from '../issuers/index.ts';
import {
  awsAudience,
  flagOf,
  type GenerateOptions,
  issuerOption,
  requiredOption,
  tokenOptions,
} from './generate-options.ts';
import type { Generator } from './generator.ts';
import { assumeAction, policyLiteral, type TrustPlan } from './trust-plan.ts';

/** How the tokens of one CI are told apart. */
export interface CiPlan {
  readonly id: string;
  readonly name: string;
  /** The options that it takes, each with its help text. */
  readonly optionHelp: Generator['optionHelp'];
  /** @throws HelperError `option-invalid`, and `option-conflict` rather than making a policy without one of the options */
  plan(options: GenerateOptions): TrustPlan;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
const generic: Generator = {
  optionHelp: { ...issuerOption, ...tokenOptions },
  hint: 'An issuer that is not known here has --subject alone.',
  plan: (options) => ({
    issuer: requiredOption(options, 'issuer', 'Write --issuer URL, the `iss` of the token.'),
    audience: options.audience ?? awsAudience,
    actions: [assumeAction],
    subjects: [policyLiteral(requiredOption(options, 'subject', 'Write --subject TEXT, the `sub` of the token.'))],
    exact: {},
  }),
  optionsFrom: ({ sub: subject = '' }) => ({ subject }),
};

interface CiGenerator {
  readonly id: string;
  readonly name: string;
  readonly generator: Generator;
}

const knownGenerators: readonly CiGenerator[] = issuers.flatMap(({ id, name, generator }) =>
  generator === undefined ? [] : [{ id, name, generator }],
);

const anyIssuer: CiGenerator = { id: 'generic', name: 'Any OIDC issuer', generator: generic };

/** The generator for jobs like the one that has this token. */
export function generatorFor(claims: Claims): CiGenerator {
  return knownGenerators.find(({ generator }) => generator.optionsFrom(claims) !== undefined) ?? anyIssuer;
}

/** The CIs that policies are made for. */
export const ciPlans: readonly CiPlan[] = [...knownGenerators, anyIssuer].map(({ id, name, generator }) => ({
  id,
  name,
  optionHelp: generator.optionHelp,
  plan(options) {
    refuseOtherOptions(options, generator, name);
    return generator.plan(options);
  },
}));

function refuseOtherOptions(options: GenerateOptions, { optionHelp, hint }: Generator, name: string): void {
  const other = Object.entries(options).find(
    ([option, value]) => value !== undefined && !Object.hasOwn(optionHelp, option),
  );
  if (other === undefined) return;
  throw new HelperError('option-conflict', `${flagOf(other[0])} cannot be used here.`, { hint: `${name}: ${hint}` });
}

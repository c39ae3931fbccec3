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

/** How to distinguish the tokens of one CI. */
export interface CiPlan {
  readonly id: string;
  readonly name: string;
  /** The accepted options with their help texts. */
  readonly optionHelp: Generator['optionHelp'];
  /** @throws HelperError `option-invalid`, and `option-conflict` for an option that the policy could not contain */
  plan(options: GenerateOptions): TrustPlan;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
const generic: Generator = {
  optionHelp: { ...issuerOption, ...tokenOptions },
  hint: 'For an unknown issuer, use --subject.',
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
  /** Whether a trailing slash is a typing mistake and not part of the issuer. */
  readonly dropsSlash?: boolean;
}

const knownGenerators: readonly CiGenerator[] = issuers.flatMap(({ id, name, generator, paths }) =>
  generator === undefined ? [] : [{ id, name, generator, dropsSlash: paths.endsInSlash === undefined }],
);

const anyIssuer: CiGenerator = { id: 'generic', name: 'Any OIDC issuer', generator: generic };

/** The generator for jobs like that of this token. */
export function generatorFor(claims: Claims): CiGenerator {
  return knownGenerators.find(({ generator }) => generator.optionsFrom(claims) !== undefined) ?? anyIssuer;
}

/** The CIs with a generator. */
export const ciPlans: readonly CiPlan[] = [...knownGenerators, anyIssuer].map(
  ({ id, name, generator, dropsSlash }) => ({
    id,
    name,
    optionHelp: generator.optionHelp,
    plan(options) {
      refuseOtherOptions(options, generator, name);
      const plan = generator.plan(options);
      return dropsSlash === true ? { ...plan, issuer: plan.issuer.replace(/\/+$/, '') } : plan;
    },
  }),
);

function refuseOtherOptions(options: GenerateOptions, { optionHelp, hint }: Generator, name: string): void {
  const other = Object.entries(options).find(
    ([option, value]) => value !== undefined && !Object.hasOwn(optionHelp, option),
  );
  if (other === undefined) return;
  throw new HelperError('option-conflict', `${flagOf(other[0])} cannot be used here.`, { hint: `${name}: ${hint}` });
}

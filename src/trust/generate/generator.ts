import type { Claims } from '../../token/token.ts';
import type { GenerateOptions } from './generate-options.ts';
import type { TrustPlan } from './trust-plan.ts';

/** How the trust policies for the jobs of one CI are made. */
export interface Generator {
  /** The options that it takes, each with its help text. Every other one is refused. */
  readonly optionHelp: Readonly<Partial<Record<keyof GenerateOptions, string>>>;
  /** The hint for an option that is refused. */
  readonly hint: string;
  /** @throws HelperError `option-invalid`, `option-conflict` */
  plan(options: GenerateOptions): TrustPlan;
  /** The options for jobs like the one that has this token; `undefined` for the tokens of others. Issuer and audience are added. */
  optionsFrom(claims: Claims): GenerateOptions | undefined;
}

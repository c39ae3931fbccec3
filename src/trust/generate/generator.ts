import type { Claims } from '../../token/token.ts';
import type { GenerateOptions } from './generate-options.ts';
import type { TrustPlan } from './trust-plan.ts';

/** Generates trust policies for the jobs of one CI. */
export interface Generator {
  /** The accepted options with their help texts. Others are refused. */
  readonly optionHelp: Readonly<Partial<Record<keyof GenerateOptions, string>>>;
  /** The hint for a refused option. */
  readonly hint: string;
  /** @throws HelperError `option-invalid`, `option-conflict` */
  plan(options: GenerateOptions): TrustPlan;
  /**
   * The options for jobs like that of this token; `undefined` for tokens of other issuers. Issuer and audience are
   * added.
   */
  optionsFrom(claims: Claims): GenerateOptions | undefined;
}

import type { Claims } from '../../token/token.ts';
import { effectiveAudiences } from '../context.ts';
import { generatorFor } from './ci-plans.ts';
import type { GenerateOptions } from './generate-options.ts';
import { definedOptions } from './read-claims.ts';

export interface RecognizedToken {
  readonly claims: Claims;
  /** The id of a CI plan. */
  readonly ci: string;
  readonly options: GenerateOptions;
}

/** The options for jobs like that of this token. */
export function optionsFromClaims(claims: Claims): RecognizedToken {
  const { id, generator } = generatorFor(claims);
  const common = definedOptions({ issuer: claims.iss ?? '', audience: effectiveAudiences(claims)[0] });
  const taken = Object.entries(common).filter(([option]) => Object.hasOwn(generator.optionHelp, option));
  return { claims, ci: id, options: { ...Object.fromEntries(taken), ...generator.optionsFrom(claims) } };
}

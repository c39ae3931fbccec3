import { missingAudience, missingSubject, nameOnlySubject, subjectRequired } from './identity-rules.ts';
import { sharedRootIssuer, unknownClaim, urlInKey, wrongKeyHost } from './key-rules.ts';
import { forAllValues, ifExists, negatedOperator } from './operator-rules.ts';
import { foreignProvider, notPrincipal, principalAnyone, wildcardAction } from './principal-rules.ts';
import type { Rule } from './rule.ts';
import { missingTagSession, tagConditionWithoutPermission } from './tag-rules.ts';
import { abusableClaim, customizedSubject, duplicateKey, impossibleValue, subjectCase } from './value-rules.ts';
import {
  ambiguousWildcard,
  hyphenId,
  literalWildcard,
  wideSubject,
  wildcardId,
  wildcardName,
  wildcardTenant,
} from './wildcard-rules.ts';

/** Every rule of `trust lint`. */
export const rules: readonly Rule[] = [
  missingSubject,
  subjectRequired,
  missingAudience,
  nameOnlySubject,
  wildcardTenant,
  wildcardId,
  hyphenId,
  wildcardName,
  wideSubject,
  ambiguousWildcard,
  literalWildcard,
  forAllValues,
  ifExists,
  negatedOperator,
  urlInKey,
  wrongKeyHost,
  unknownClaim,
  sharedRootIssuer,
  principalAnyone,
  notPrincipal,
  wildcardAction,
  foreignProvider,
  tagConditionWithoutPermission,
  missingTagSession,
  impossibleValue,
  customizedSubject,
  subjectCase,
  abusableClaim,
  duplicateKey,
];

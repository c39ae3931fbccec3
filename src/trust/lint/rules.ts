import { missingAudience, missingSubject, nameOnlySubject, subjectRequired } from './identity-rules.ts';
import { sharedRootIssuer, unknownClaim, urlInKey, wrongKeyHost } from './key-rules.ts';
import { arnOperator, forAllValues, ifExists, needlessForAllValues, negatedOperator } from './operator-rules.ts';
import { unfilledPlaceholder } from './placeholder-rules.ts';
import {
  builtInIssuer,
  foreignProvider,
  notPrincipal,
  noWebIdentity,
  principalAnyone,
  wildcardAction,
} from './principal-rules.ts';
import type { Rule } from './rule.ts';
import { missingTagSession, tagConditionWithoutPermission } from './tag-rules.ts';
import { pullRequest, wideSubject } from './unreviewed-rules.ts';
import { abusableClaim, customizedSubject, duplicateKey, impossibleValue, subjectCase } from './value-rules.ts';
import {
  ambiguousWildcard,
  hyphenId,
  literalWildcard,
  wildcardId,
  wildcardName,
  wildcardTenant,
} from './wildcard-rules.ts';

/** All rules of `trust lint`. */
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
  pullRequest,
  ambiguousWildcard,
  literalWildcard,
  forAllValues,
  needlessForAllValues,
  arnOperator,
  ifExists,
  negatedOperator,
  urlInKey,
  wrongKeyHost,
  unknownClaim,
  sharedRootIssuer,
  principalAnyone,
  notPrincipal,
  wildcardAction,
  noWebIdentity,
  foreignProvider,
  builtInIssuer,
  tagConditionWithoutPermission,
  missingTagSession,
  unfilledPlaceholder,
  impossibleValue,
  customizedSubject,
  subjectCase,
  abusableClaim,
  duplicateKey,
];

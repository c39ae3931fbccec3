import { audienceCauses } from './audience-causes.ts';
import type { Cause } from './cause.ts';
import { conditionCauses } from './condition-causes.ts';
import { otherSubject } from './other-subject.ts';
import { elsewhereCauses, statementCauses } from './policy-causes.ts';
import { providerCauses } from './provider-causes.ts';
import { requestCauses } from './request-causes.ts';
import { subjectCauses } from './subject-causes.ts';
import { tagCauses } from './tag-causes.ts';
import { tokenCauses } from './token-causes.ts';
import { unusableToken } from './unusable-token-cause.ts';

/** All causes. The order ranks those of equal likelihood. */
export const causes: readonly Cause[] = [
  unusableToken,
  ...tokenCauses,
  ...providerCauses,
  ...audienceCauses,
  ...requestCauses,
  ...statementCauses,
  ...subjectCauses,
  otherSubject,
  ...conditionCauses,
  ...tagCauses,
  ...elsewhereCauses,
];

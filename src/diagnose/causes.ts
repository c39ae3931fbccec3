import { audienceCauses } from './audience-causes.ts';
import type { Cause } from './cause.ts';
import { conditionCauses, elsewhereCauses, statementCauses } from './policy-causes.ts';
import { providerCauses } from './provider-causes.ts';
import { requestCauses } from './request-causes.ts';
import { otherSubject, subjectCauses } from './subject-causes.ts';
import { tagCauses } from './tag-causes.ts';
import { tokenCauses } from './token-causes.ts';

/** Every cause, in the order of rank among those that are as likely. */
export const causes: readonly Cause[] = [
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

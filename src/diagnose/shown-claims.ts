import type { Claims } from '../jwt.ts';
import { shown } from './wording.ts';

/** What says whose job it is, on whatever CI, in the order of interest. Names of people and numbers of runs say nothing of it. */
const names: readonly string[] = [
  'iss',
  'sub',
  'aud',
  'azp',
  'repository',
  'repository_id',
  'repository_owner_id',
  'environment',
  'event_name',
  'job_workflow_ref',
  'project_path',
  'project_id',
  'namespace_id',
  'pipeline_source',
  'ref_type',
  'ref',
  'ref_protected',
  'oidc.circleci.com/org-id',
  'oidc.circleci.com/project-id',
  'oidc.circleci.com/vcs-origin',
  'oidc.circleci.com/vcs-ref',
  'org_id',
  'prj_id',
  'repo_slug',
  'job_type',
  'organization_slug',
  'organization_id',
  'pipeline_slug',
  'pipeline_id',
  'build_branch',
  'https://aws.amazon.com/roles',
  'https://aws.amazon.com/source_identity',
  'https://aws.amazon.com/tags',
];

export interface ShownClaim {
  readonly name: string;
  readonly value: string;
}

/** The claims that a trust policy is about. */
export function shownClaims(claims: Claims): readonly ShownClaim[] {
  return names.flatMap((name) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value === undefined || value === '') return [];
    return [{ name, value: shown(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')) }];
  });
}

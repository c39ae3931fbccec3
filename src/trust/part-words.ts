/** Plain words for the parts of subjects; other parts keep their names. */
const words = new Map(
  Object.entries({
    account_id: 'account',
    org: 'organization',
    project_id: 'project ID',
    project_path: 'project',
    ref: 'branch or tag',
    ref_type: 'kind of reference',
    repo: 'repository',
    repository_id: 'repository ID',
    repository_owner: 'owner',
    repository_owner_id: 'owner ID',
    'vcs-origin': 'repository',
    'vcs-ref': 'branch',
  }),
);

export function wordFor(name: string): string {
  return words.get(name) ?? name.replaceAll('_', ' ').replace(/ id$/, ' ID');
}

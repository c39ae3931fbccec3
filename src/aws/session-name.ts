// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html

/** A session name that STS takes (2 to 64 letters, digits and `_+=,.@-`), derived from the parts of the job ID. */
export function sessionNameFrom(parts: readonly (string | undefined)[]): string {
  const name = parts
    .flatMap((part) => part ?? [])
    .join('-')
    .replace(/[^\w+=,.@-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);
  return name.length < 2 ? `ci-${name || 'job'}` : name;
}

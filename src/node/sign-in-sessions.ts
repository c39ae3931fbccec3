// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html

/**
 * What the build puts in the place of two of the SDK's providers: sessions of people who sign in with a browser. A job has
 * none, and what reads them would be a quarter of the package (ADR 3).
 */
export const fromSSO = () => refuse;
export const fromLoginCredentials = () => refuse;

async function refuse(): Promise<never> {
  const error = new Error(
    'the profile is one of a person who signs in with a browser (IAM Identity Center or `aws login`), and this program, which is made for jobs, reads no such session',
  );
  // As the SDK names what ends its search.
  error.name = 'CredentialsProviderError';
  throw error;
}

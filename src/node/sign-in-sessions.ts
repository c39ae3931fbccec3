// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html

/**
 * Replaces two of the SDK's providers in the build: sessions of browser sign-ins. Jobs have none, and the code for them
 * would be a quarter of the package (ADR 3).
 */
export const fromSSO = () => refuse;
export const fromLoginCredentials = () => refuse;

async function refuse(): Promise<never> {
  const error = new Error(
    'the profile uses a browser sign-in (IAM Identity Center or `aws login`), which is not supported in CI jobs',
  );
  // The name of the SDK for an error that ends its search.
  error.name = 'CredentialsProviderError';
  throw error;
}

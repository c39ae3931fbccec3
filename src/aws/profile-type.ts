// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

/** Where the credentials of a profile come from: a token that AWS tools exchange, this program, or keys in the file. */
export const profileTypes = ['web-identity', 'process', 'static'] as const;
export type ProfileType = (typeof profileTypes)[number];

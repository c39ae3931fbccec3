// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

/** How a profile leads to credentials: by a token that the AWS tools exchange, by this program, or by keys in the file. */
export const profileTypes = ['web-identity', 'process', 'static'] as const;
export type ProfileType = (typeof profileTypes)[number];

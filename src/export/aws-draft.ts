import type { AwsFileTexts } from './aws-files.ts';
import { type AwsIni, parseAwsIni, printAwsIni } from './aws-ini.ts';

/** One of the two files while profiles are added or removed. */
export interface AwsDraft {
  readonly ini: AwsIni;
  exists: boolean;
}

export interface AwsDrafts {
  readonly config: AwsDraft;
  readonly credentials: AwsDraft;
}

export function draftsOf({ config, credentials }: AwsFileTexts): AwsDrafts {
  return { config: draftOf(config), credentials: draftOf(credentials) };
}

export function textsOf({ config, credentials }: AwsDrafts): AwsFileTexts {
  return { config: textOf(config), credentials: textOf(credentials) };
}

function draftOf(text: string | undefined): AwsDraft {
  return { ini: parseAwsIni(text ?? ''), exists: text !== undefined };
}

function textOf({ ini, exists }: AwsDraft): string | undefined {
  return exists ? printAwsIni(ini) : undefined;
}

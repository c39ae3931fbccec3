// Asks AWS who the SDK for JavaScript is, with one client, again and again for as many seconds as the first argument says.
import { setTimeout } from 'node:timers/promises';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

const [seconds, profile] = process.argv.slice(2);
const chosen = profile === undefined ? {} : { profile };
const client = new STSClient({ ...chosen, credentials: fromNodeProviderChain(chosen) });
const end = Date.now() + Number(seconds) * 1000;
while (Date.now() < end) {
  console.log((await client.send(new GetCallerIdentityCommand({}))).Arn);
  await setTimeout(200);
}

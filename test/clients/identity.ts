// Prints who the SDK for JavaScript is. Arguments: the provider of its credentials, then what that one needs.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain, fromTokenFile } from '@aws-sdk/credential-providers';

const [provider, ...args] = process.argv.slice(2);

function clientWith(): STSClient {
  if (provider === 'fromTokenFile') {
    const [webIdentityTokenFile = '', roleArn = '', roleSessionName = ''] = args;
    return new STSClient({ credentials: fromTokenFile({ webIdentityTokenFile, roleArn, roleSessionName }) });
  }
  const [profile] = args;
  const chosen = profile === undefined ? {} : { profile };
  return new STSClient({
    ...chosen,
    credentials: provider === 'fromIni' ? fromIni(chosen) : fromNodeProviderChain(chosen),
  });
}

console.log((await clientWith().send(new GetCallerIdentityCommand({}))).Arn);

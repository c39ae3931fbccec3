import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ecrEndpoint } from '../../src/aws-api/ecr.ts';
import { type Ended, runProgram } from '../program.ts';
import { type AwsByName, region, startAwsByName } from './aws.ts';
import { awsCli, cli } from './clients.ts';
import { assuming, startJob, type TestJob } from './job.ts';
import { freePort, makeImage, startRegistry } from './registry.ts';
import { systemPath } from './requirements.ts';

interface Scene {
  readonly job: TestJob;
  readonly aws: AwsByName;
  readonly folder: string;
  readonly port: number;
  readonly host: string;
}

let scene: Scene;

/** A GitLab job that has its login, and a registry to log in to that is not started yet. */
async function loggedIn(prepare: (job: TestJob) => void | Promise<void> = () => {}): Promise<Scene> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecr-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const aws = await startAwsByName({ registry: `http://${host}` });
  onTestFinished(() => aws.close());
  const job = await startJob(aws, 'gitlab', {
    AWS_ENDPOINT_URL_ECR: aws.emulator.url,
    DOCKER_CONFIG: `${folder}/docker`,
  });
  await prepare(job);
  await job.tool(...assuming(job, '--ecr-login', 'true'));
  return { job, aws, folder, port, host };
}

function run(command: readonly string[], { job, folder }: Scene, env = {}): Promise<Ended> {
  return runProgram({ command, env: { ...job.variables(), PATH: systemPath, ...env }, cwd: folder });
}

async function succeed(...asked: Parameters<typeof run>): Promise<string> {
  const ended = await run(...asked);
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  return ended.stdout;
}

function passwordIn({ folder, host }: Scene): string {
  const { auths } = JSON.parse(readFileSync(path.join(folder, 'docker', 'config.json'), 'utf8'));
  return atob(auths[host].auth).replace(/^AWS:/, '');
}

const skopeo = ['skopeo', '--insecure-policy'];

describe('a registry lets in', () => {
  beforeEach(async () => {
    scene = await loggedIn();
    await startRegistry(scene.folder, scene.port, passwordIn(scene));
  });

  it('skopeo, which pushes an image and pulls it, until the job has cleaned up', async () => {
    const image = `docker://${scene.host}/shop/web:1`;
    const source = makeImage(scene.folder);
    await succeed([...skopeo, 'copy', '--dest-tls-verify=false', source, image], scene);
    const told = await succeed([...skopeo, 'inspect', '--tls-verify=false', image], scene);
    expect(JSON.parse(told)).toMatchObject({ Name: `${scene.host}/shop/web`, RepoTags: ['1'] });
    await succeed([...skopeo, 'copy', '--src-tls-verify=false', image, `oci:${scene.folder}/pulled:1`], scene);

    await scene.job.tool('cleanup');
    const after = await run([...skopeo, 'inspect', '--tls-verify=false', image], scene);
    expect(after.exitCode).not.toBe(0);
    expect(after.stderr).toMatch(/authentication required|unauthorized/);
  });

  it('skopeo, where the file that it reads before Docker’s has an old login', async () => {
    const file = path.join(scene.folder, 'auth.json');
    const old = JSON.stringify({ auths: { [scene.host]: { auth: btoa('AWS:fake-old') } } });
    writeFileSync(file, old);
    const env = { REGISTRY_AUTH_FILE: file };
    const ask = () => run([...skopeo, 'inspect', '--tls-verify=false', `docker://${scene.host}/a`], scene, env);
    expect((await ask()).stderr).toMatch(/authentication required|unauthorized/);
    const more = { AWS_ENDPOINT_URL_ECR: scene.aws.emulator.url, ...env };
    const own = [process.execPath, cli, 'ecr-login', '--sts-endpoint', scene.aws.emulator.url];
    await succeed(own, scene, more);
    const { auths } = JSON.parse(readFileSync(file, 'utf8'));
    expect(atob(auths[scene.host].auth)).toBe(`AWS:${passwordIn(scene)}`);
  });
});

describe('a real credential helper', () => {
  /** https://www.passwordstore.org, with a key that needs no passphrase. */
  async function makeStore(home: string): Promise<void> {
    const env = { PATH: systemPath, HOME: home };
    const gnupg = path.join(home, '.gnupg');
    mkdirSync(gnupg, { mode: 0o700 });
    const key = ['gpg', '--batch', '--passphrase', '', '--quick-generate-key', 'job@example.com'];
    for (const command of [key, ['pass', 'init', 'job@example.com']]) {
      const ended = await runProgram({ command, env, cwd: home });
      expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
    }
    onTestFinished(async () => {
      await runProgram({ command: ['gpgconf', '--kill', 'gpg-agent'], env, cwd: home });
    });
  }

  it('keeps the login for skopeo, and forgets it at the end', async () => {
    const config = (folder: string): string => path.join(folder, 'config.json');
    scene = await loggedIn(async (job) => {
      await makeStore(job.home);
      const docker = job.variables().DOCKER_CONFIG ?? '';
      mkdirSync(docker);
      writeFileSync(config(docker), '{"credsStore":"pass"}');
    });
    const docker = path.join(scene.folder, 'docker');
    expect(readFileSync(config(docker), 'utf8')).toBe('{"credsStore":"pass"}');
    const ask = (): Promise<Ended> => run(['sh', '-c', `printf %s ${scene.host} | docker-credential-pass get`], scene);
    const kept = JSON.parse((await ask()).stdout);
    expect(kept).toMatchObject({ ServerURL: scene.host, Username: 'AWS' });
    await startRegistry(scene.folder, scene.port, kept.Secret);
    // Podman's kind knows helpers by the host only.
    const auth = path.join(scene.folder, 'auth.json');
    writeFileSync(auth, JSON.stringify({ credHelpers: { [scene.host]: 'pass' } }));
    const image = `docker://${scene.host}/shop/web:1`;
    const env = { REGISTRY_AUTH_FILE: auth };
    await succeed([...skopeo, 'copy', '--dest-tls-verify=false', makeImage(scene.folder), image], scene, env);
    await scene.job.tool('cleanup');
    // This one answers for what it does not have, too.
    expect(JSON.parse((await ask()).stdout)).toMatchObject({ Secret: '' });
  });
});

describe('the emulated ECR', () => {
  it.each(['ecr', 'ecr-public'])('gives the AWS CLI a password: %s', async (service) => {
    scene = await loggedIn();
    const url = scene.aws.emulator.url;
    const command = ['aws', service, 'get-login-password', '--endpoint-url', url, '--region', region];
    const { exitCode, stdout, stderr } = await scene.job.ask({ ...awsCli, command: () => command });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout.trim()).toMatch(/^FakeSecretKey[\w-]+$/);
  });
});

it('ECR is asked where botocore asks it', async () => {
  const places = ['us-east-1', 'eu-central-1', 'cn-north-1', 'us-gov-west-1'].flatMap((region) =>
    [false, true].map((useFips) => ({ region, useFips: useFips && region.startsWith('us-') })),
  );
  const script = `
import json, sys
import boto3
from botocore.config import Config
for region, fips in json.loads(sys.argv[1]):
    client = boto3.client('ecr', region_name=region, aws_access_key_id='x', aws_secret_access_key='x', config=Config(use_fips_endpoint=fips))
    print(client.meta.endpoint_url)
`;
  const list = JSON.stringify(places.map(({ region, useFips }) => [region, useFips]));
  const command = ['python3', '-c', script, list];
  const ended = await runProgram({ command, env: { PATH: systemPath, HOME: tmpdir() }, cwd: tmpdir() });
  const ours = places.map((place) => ecrEndpoint({ ...place, useDualStack: false, isPublic: false }, {}));
  expect(ended.stdout.trim().split('\n'), ended.stderr).toEqual(ours);
});

// https://distribution.github.io/distribution/about/configuration/
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished } from 'vitest';
import { systemPath } from './requirements.ts';

/** A port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real registry, which lets in the user AWS with this password and nobody else. */
export async function startRegistry(folder: string, port: number, password: string): Promise<void> {
  const env = { PATH: systemPath };
  const users = spawnSync('htpasswd', ['-niB', 'AWS'], { env, input: password, encoding: 'utf8' });
  expect(users.status, users.stderr).toBe(0);
  writeFileSync(path.join(folder, 'users'), users.stdout);
  const config = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: path.join(folder, 'registry') } },
    http: { addr: `127.0.0.1:${port}`, secret: 'fake-secret' },
    auth: { htpasswd: { realm: 'test', path: path.join(folder, 'users') } },
  };
  writeFileSync(path.join(folder, 'registry.yml'), JSON.stringify(config));
  const registry = spawn('docker-registry', ['serve', path.join(folder, 'registry.yml')], { env, stdio: 'ignore' });
  onTestFinished(() => void registry.kill());
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/v2/`).then(
      ({ status }) => status === 401,
      () => false,
    );
  for (let tries = 0; !(await isUp()); tries += 1) {
    if (tries > 100) throw new Error('the registry does not start');
    await delay(100);
  }
}

/** An image with nothing in it: https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
export function makeImage(folder: string): string {
  const layout = path.join(folder, 'image');
  const blobs = path.join(layout, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const blob = (bytes: Buffer, mediaType: string): object => {
    const sum = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(path.join(blobs, sum), bytes);
    return { mediaType: `application/vnd.oci.image.${mediaType}`, digest: `sha256:${sum}`, size: bytes.length };
  };
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const tar = Buffer.alloc(1024);
  const layers = [blob(gzipSync(tar), 'layer.v1.tar+gzip')];
  const diff = `sha256:${createHash('sha256').update(tar).digest('hex')}`;
  const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [diff] } };
  const manifest = { schemaVersion: 2, config: blob(json(config), 'config.v1+json'), layers };
  const named = {
    ...blob(json(manifest), 'manifest.v1+json'),
    annotations: { 'org.opencontainers.image.ref.name': '1' },
  };
  writeFileSync(path.join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  writeFileSync(path.join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  return `oci:${layout}:1`;
}

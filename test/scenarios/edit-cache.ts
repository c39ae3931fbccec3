import type { Scene } from './scene.ts';

interface Change {
  /** Milliseconds since the epoch. */
  readonly renewAt?: number;
  /** The same. */
  readonly expiresAt?: number;
  /** Of the answer. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** As if the credentials in a cache had been issued with other times. */
export function editCache(scene: Scene, path: string, { renewAt, expiresAt, more }: Change): void {
  const [times = '', answer = ''] = (scene.read(path) ?? '').split('\n');
  const [issuedAt, renewal] = times.split(' ');
  const end = expiresAt === undefined ? {} : { Expiration: new Date(expiresAt).toISOString() };
  const changed = JSON.stringify({ ...JSON.parse(answer), ...end, ...more });
  scene.write(path, `${issuedAt} ${renewAt ?? renewal}\n${changed}\n`);
}

/** As if they had ended long ago. */
export function expireCache(scene: Scene, path: string): void {
  editCache(scene, path, { renewAt: 0, expiresAt: 0 });
}

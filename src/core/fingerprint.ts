/**
 * A short hash of a value: 13 digits and lower-case letters, so that it is unique on any file system. FNV-1a with 64 bits
 * is enough to distinguish the jobs of one user. It does not resist an attacker who searches for a second value with the same
 * hash, who could read that user's files anyway. It needs no `node:crypto`, which is slow to load for a cached response.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(value: unknown): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const character of JSON.stringify(value)) {
    low = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    // Times 2^40 + 435, in halves: a BigInt per character would be slow.
    const product = low * prime;
    high = (high * prime + Math.floor(product / 2 ** 32) + low * 2 ** 8) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return ((BigInt(high) << 32n) | BigInt(low)).toString(36).padStart(13, '0');
}

const prime = 0x1b3;

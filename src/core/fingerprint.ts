/**
 * A short name for a value, 13 digits and letters in lower case: no file system folds two of them together. FNV-1a with 64 bits
 * keeps apart what one user's jobs are called; it is no guard against somebody who looks for a second value of the same
 * name, who could read that user's files anyway. It needs no `node:crypto`, which the cached answer would have to load.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(value: unknown): string {
  let sum = 0xcbf29ce484222325n;
  for (const character of JSON.stringify(value)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return sum.toString(36).padStart(13, '0');
}

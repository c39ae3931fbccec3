/** The most likely candidate for a mistyped or shortened word, or `undefined` if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const distances = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  if (best === undefined || best.distance <= 1) return best?.candidate;
  const limit = Math.max(2, word.length / 3);
  if (best.distance > limit) return longForm(word, candidates) ?? shortForm(word, candidates);
  return longForm(word, candidates) ?? best.candidate;
}

/** `repository` for `repo`: the shortest word that begins like this one. */
function longForm(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 4) return undefined;
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  return longer.sort((a, b) => a.length - b.length)[0];
}

/** `aud` for `audience`: the longest candidate that the word begins with. */
function shortForm(word: string, candidates: readonly string[]): string | undefined {
  const shorter = candidates.filter((candidate) => candidate.length > 2 && word.startsWith(candidate));
  return shorter.sort((a, b) => b.length - a.length)[0];
}

/** `Did you mean …?`, if a candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? undefined : `Did you mean ${candidate}?`;
}

/** The number of letters to add, drop, replace or swap with their neighbor. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}

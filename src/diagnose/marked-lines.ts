/** A line diff of two strings: changed lines are marked, common lines are indented. */
export function markedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const common = commonAhead(before, after);
  const commonAt = (old: number, now: number) => common[old]?.[now] ?? 0;
  const lines: string[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    if (isSame(before[old], after[now])) {
      lines.push(` ${after[now]}`);
      old++;
      now++;
    } else if (now === after.length || (old < before.length && commonAt(old + 1, now) >= commonAt(old, now + 1))) {
      lines.push(`-${before[old++]}`);
    } else lines.push(`+${after[now++]}`);
  }
  return lines;
}

/** For each pair of lines, the length of the longest common subsequence from there on. */
function commonAhead(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const rows = [Array<number>(after.length + 1).fill(0)];
  for (const line of before.toReversed()) {
    const [below = []] = rows;
    const row = [0];
    for (let now = after.length - 1; now >= 0; now--) {
      row.unshift(isSame(line, after[now]) ? (below[now + 1] ?? 0) + 1 : Math.max(below[now] ?? 0, row[0] ?? 0));
    }
    rows.unshift(row);
  }
  return rows;
}

/** A trailing comma is not a difference in JSON. */
function isSame(line: string | undefined, other: string | undefined): boolean {
  return line !== undefined && other !== undefined && line.replace(/,$/, '') === other.replace(/,$/, '');
}

// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

/**
 * The job that a section belongs to: a comment below the header of every section that this program creates or changes.
 */
export interface Mark {
  /** Identifies the job; contains no whitespace and no semicolon. */
  readonly job: string;
  /** When its credentials expire, in milliseconds since the epoch; absent if they are renewed for the whole job. */
  readonly until?: number;
  /** Evidence of whether the job has ended. */
  readonly traces?: Readonly<Record<string, string>>;
}

const markForm = /^# (managed|changed) by ci-aws-credentials; job ([^\s;]+)((?:; [a-z]+ [^\s;]+)*)$/;

/** The comment below the header of a section that this program created (`managed`) or changed. */
export function markLine(verb: 'managed' | 'changed', { job, until, traces = {} }: Mark): string {
  const end = until === undefined ? [] : [['until', new Date(until).toISOString()] as const];
  const details = [...end, ...Object.entries(traces).map(([name, value]) => [name, escaped(value)] as const)];
  const line = `# ${verb} by ci-aws-credentials; job ${job}${details.map((pair) => `; ${pair.join(' ')}`).join('')}`;
  if (!markForm.test(line)) throw new Error(`${JSON.stringify(job)} cannot name a job in a mark`);
  return line;
}

/** Without whitespace, semicolons, and anything that a reader of the file could treat as a line break. */
function escaped(value: string): string {
  return value.replace(/\p{Cs}/gu, '?').replace(/[^\w./:@+-]/gu, encodeURIComponent);
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Changed manually, so it identifies nothing.
    return value;
  }
}

/** The mark in a line; `undefined` for other lines. */
export function readMark(line: string | undefined): { readonly mark: Mark; readonly made: boolean } | undefined {
  const [, verb, job, details = ''] = markForm.exec(line?.trim() ?? '') ?? [];
  if (job === undefined) return undefined;
  const pairs = [...details.matchAll(/; ([a-z]+) ([^\s;]+)/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const until = Date.parse(pairs.find(([name]) => name === 'until')?.[1] ?? '');
  const traces = pairs.flatMap(([name, value]) => (name === 'until' ? [] : [[name, unescaped(value)] as const]));
  return {
    made: verb === 'managed',
    mark: {
      job,
      ...(Number.isNaN(until) ? {} : { until }),
      ...(traces.length === 0 ? {} : { traces: Object.fromEntries(traces) }),
    },
  };
}

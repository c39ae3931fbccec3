// https://plugins.jenkins.io/oidc-provider/
import { awsAudience, exactName, requiredOption, tokenOptions } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { assumeAction, policyLiteral, refPattern } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import { patternMatches, type SubjectMismatch } from './subject-mismatch.ts';

/** `HOST[/CONTEXT]/oidc`, followed by the path for credentials of a folder. Pulumi's issuers have the same form. */
const selfHosted = /^(?!api\.pulumi\.com\/)[^/]+(\/[\w-]+)?\/oidc(\/job\/[^/]+)*$/;
const page = 'docs/ci/jenkins.md#aws';

/** A multibranch project names each job after its branch and encodes the name in the URL: it is encoded twice. */
function branchInUrl(branch: string): string {
  return encodeURIComponent(encodeURIComponent(branch)).replaceAll('%252A', '*');
}

/** The URL of a job, with the trailing slash. */
function jobUrl(server: string, names: readonly string[]): string {
  return `${server}${names.map((name) => `job/${name}/`).join('')}`;
}

function serverOf(issuer: string): string {
  return issuer.replace(/\/oidc(\/job\/.*)?$/, '/');
}

const jenkinsGenerator: Generator = {
  optionHelp: {
    issuer: 'the URL of the server, followed by /oidc',
    ...tokenOptions,
    project: 'FOLDER/JOB, or the multibranch project',
    branch: 'the branch, of a multibranch project; * is a wildcard',
  },
  hint: 'The subject is the URL of the job: use --issuer URL, --project FOLDER/JOB, and --branch for a multibranch project; or --subject.',
  plan(options) {
    const issuer = requiredOption(options, 'issuer', 'Write --issuer https://HOST/oidc, the `iss` of the token.');
    const plan = { issuer, audience: options.audience ?? awsAudience, actions: [assumeAction], exact: {} };
    if (options.subject !== undefined) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const project = exactName(
      requiredOption(options, 'project', 'Write --project FOLDER/JOB, or --subject URL.'),
      'project',
    );
    const folder = jobUrl(serverOf(issuer), project.split('/').map(encodeURIComponent));
    const branch = options.branch === undefined ? '' : jobUrl('', [branchInUrl(refPattern(options.branch))]);
    return { ...plan, subjects: [`${policyLiteral(folder)}${branch}`] };
  },
  optionsFrom({ iss = '', sub = '' }) {
    if (!selfHosted.test(providerPath(iss))) return undefined;
    const server = serverOf(iss);
    const names = sub.startsWith(server)
      ? [...sub.slice(server.length).matchAll(/job\/([^/]+)\//g)].map(([, name = '']) => name)
      : [];
    const [last = '', ...folders] = names.toReversed();
    const project = folders.toReversed().map(decoded).join('/');
    const branch = decoded(decoded(last));
    // Not the URL of a job, or in another form, if it does not encode to the same string.
    if (project === '' || jobUrl(server, [...project.split('/').map(encodeURIComponent), branchInUrl(branch)]) !== sub)
      return { subject: sub };
    return { project, branch };
  },
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // An unencoded percent sign.
    return text;
  }
}

const slashAtEnd: SubjectMismatch = {
  id: 'jenkins-slash',
  title: 'The subject is the URL of the job as Jenkins writes it, with a slash at the end.',
  page,
  explains: (pattern, { subject }) =>
    !pattern.endsWith('/') && patternMatches(`${pattern}/`, subject) ? { pattern: `${pattern}/` } : undefined,
};

const encodedTwice: SubjectMismatch = {
  id: 'jenkins-encoding',
  title: 'A slash in the name of a branch is %252F in the subject: Jenkins encodes it twice.',
  page,
  explains(pattern, { subject }) {
    const corrected = pattern.replace(/%2F/gi, '%252F');
    return corrected !== pattern && patternMatches(corrected, subject) ? { pattern: corrected } : undefined;
  },
};

export const jenkinsIssuer: Issuer = {
  id: 'jenkins',
  name: 'Jenkins',
  docs: 'https://plugins.jenkins.io/oidc-provider/',
  paths: { selfHosted, oneTenant: selfHosted },
  subjectForms: [{ start: 'https://', end: '/', tenant: 'server' }],
  wholeTenant: /^https:\/\/[^/]+\/(job\/)?\*$/,
  pullRequests: {
    subject: /\/job\/(PR|MR)-\d+(-head|-merge)?\/$/,
    skip: 'when { not { changeRequest() } }',
  },
  lifetime:
    'A token of Jenkins is valid for an hour (configurable) from the start of the withCredentials block: start the block later.',
  runNames: ['build_number'],
  audience: {
    says: "Jenkins' audience is a field of the credential.",
    fixed: false,
    page: 'docs/ci/jenkins.md#aws',
  },
  shownClaims: ['build_number'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^https:\/\/[^*?]*\/job\/[^*?]*[^/*?]$/,
      why: 'the URL of a job ends with a slash.',
      fix: (value) => `Write ${value}/.`,
    },
    {
      rule: 'impossible-value',
      value: /^https:\/\/.*\/job\/[^/]*%2F/i,
      why: 'Jenkins encodes a slash in the name of a branch twice.',
      fix: (value) => `Write ${value.replace(/%2F/gi, '%252F')}.`,
    },
  ],
  traps: [
    {
      id: 'jenkins-trap-slash',
      page,
      weigh: ({ subject }) => (/^https:\/\/.*\/job\/.*\/$/.test(subject) ? 60 : 0),
      title: () =>
        'The subject is the URL of the job, with a slash at the end and the slashes of a branch as %252F: a policy without these refuses it.',
      fix: 'Copy the subject, including the trailing slash.',
    },
  ],
  subjectMismatches: [slashAtEnd, encodedTwice],
  generator: jenkinsGenerator,
};

// https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
// https://github.com/aws/aws-toolkit-azure-devops#readme
import { stringAt } from '../../core/json.ts';
import { exactName, issuerOption, requiredOption, tokenOptions } from '../generate/generate-options.ts';
import type { Generator } from '../generate/generator.ts';
import { definedOptions } from '../generate/read-claims.ts';
import { assumeAction, policyLiteral } from '../generate/trust-plan.ts';
import { providerPath } from '../provider-name.ts';
import type { Issuer } from './issuer.ts';
import type { SubjectMismatch } from './subject-mismatch.ts';

/** The organization's own issuer, and that of Entra for newer service connections. */
const cloud = /^(vstoken\.dev\.azure\.com\/[^/]+|login\.microsoftonline\.com\/[^/]+\/v2\.0)$/;
const page = 'docs/ci/azure-pipelines.md#aws';

const azureGenerator: Generator = {
  optionHelp: {
    ...issuerOption,
    subject: tokenOptions.subject,
    organization: 'its name',
    organizationId: 'the UUID of the organization',
    project: 'its name',
    pipeline: 'its name',
  },
  hint: 'The subject is p://ORGANIZATION/PROJECT/PIPELINE: use --organization, --project and --pipeline. It contains no branch: restrict branches in Azure. For a service connection, or a name that the token spells differently, use --subject.',
  plan(options) {
    const issuer =
      options.issuer ??
      `https://vstoken.dev.azure.com/${exactName(requiredOption(options, 'organizationId', 'Write --organization-id UUID, the claim org_id of the token.'), 'organizationId')}`;
    const plan = { issuer, audience: 'api://AzureADTokenExchange', actions: [assumeAction], exact: {} };
    if (options.subject !== undefined) return { ...plan, subjects: [policyLiteral(options.subject)] };
    const names = (['organization', 'project', 'pipeline'] as const).map((name) =>
      exactName(requiredOption(options, name, 'Or pass --subject, as `doctor` shows it.'), name),
    );
    return { ...plan, subjects: [policyLiteral(`p://${names.join('/')}`)] };
  },
  optionsFrom(claims) {
    const { iss = '', sub = '' } = claims;
    if (!cloud.test(providerPath(iss)) && !/^(p|sc):\/\//.test(sub)) return undefined;
    const [, organization, project, pipeline] = /^p:\/\/([^/\s]+)\/([^/\s]+)\/([^/\s]+)$/.exec(sub) ?? [];
    if (organization === undefined) return { subject: sub };
    return definedOptions({ organization, project, pipeline, organizationId: stringAt(claims, 'org_id') });
  },
};

/** A service connection has a different token. */
const tokenKind: SubjectMismatch = {
  id: 'azure-pipelines-token-kind',
  title: 'The token of a pipeline (p://…) and that of a service connection (sc://…) have different subjects.',
  page,
  explains(pattern, token) {
    const [own, theirs] = [token.subject, pattern].map((text) => /^(p|sc):\/\//.exec(text)?.[1]);
    if (own === undefined || theirs === undefined || own === theirs) return undefined;
    const job =
      theirs === 'sc'
        ? 'Request the token of the service connection, which applies its approvals and checks:\n    --service-connection-id ID'
        : "Request the pipeline's own token: remove --service-connection-id.";
    return { jobOnly: true, job };
  },
};

const branchInSubject: SubjectMismatch = {
  id: 'azure-pipelines-branch',
  title: 'The subject names the pipeline but no branch; restrict branches in Azure.',
  page,
  explains: (pattern, token) =>
    cloud.test(token.path) &&
    pattern.startsWith(token.subject) &&
    /^[/:].*ref/.test(pattern.slice(token.subject.length))
      ? { pattern: policyLiteral(token.subject) }
      : undefined,
};

export const azurePipelinesIssuer: Issuer = {
  id: 'azure-pipelines',
  name: 'Azure Pipelines',
  docs: 'https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create',
  paths: { cloud, oneTenant: cloud },
  subjectForms: [
    {
      start: 'p://',
      end: '/',
      tenant: 'organization',
      ignoresCase: true,
    },
    {
      start: 'sc://',
      end: '/',
      tenant: 'organization',
      ignoresCase: true,
    },
  ],
  unnamedSubjects: [
    /^p:\/\/(?<organization>[^/]+)\/(?<project>[^/]+)\/(?<pipeline>[^/]+)$/,
    /^sc:\/\/(?<organization>[^/]+)\/(?<project>[^/]+)\/(?<service_connection>[^/]+)$/,
  ],
  wholeTenant: /^(p|sc):\/\/(\*|[^/]+?(\*|\/\*(\/\*)?))$/,
  lifetime:
    'A token of Azure Pipelines is valid for ten minutes; the program requests a new one whenever it needs one.',
  audience: {
    says: 'The audience of Azure Pipelines is api://AzureADTokenExchange and cannot be changed.',
    fixed: true,
    page: 'docs/ci/azure-pipelines.md#aws',
  },
  shownClaims: ['org_id', 'prj_id', 'def_id', 'rpo_uri', 'rpo_ref'],
  subjectFaults: [
    {
      rule: 'impossible-value',
      value: /^(p|sc):\/\/([^/*?]*\/?[^/*?]*|[^/]+\/[^/]+\/[^/]+[/:].*refs\/.*)$/,
      why: 'the subject is p://ORGANIZATION/PROJECT/PIPELINE, or sc://ORGANIZATION/PROJECT/CONNECTION: three names and no branch.',
      fix: 'Write all three names, and restrict branches in Azure: a branch control check of the service connection.',
    },
  ],
  traps: [
    {
      id: 'azure-pipelines-trap-subject',
      page,
      weigh: ({ subject }) => (/^(p|sc):\/\//.test(subject) ? 60 : 0),
      title: () =>
        'The subject has three names, p://ORGANIZATION/PROJECT/PIPELINE or sc://ORGANIZATION/PROJECT/CONNECTION, and no branch: a policy for another form refuses it.',
      fix: 'Write the subject as it is, and restrict branches in Azure.',
    },
  ],
  subjectMismatches: [tokenKind, branchInSubject],
  generator: azureGenerator,
};

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorConfig } from './account.ts';
import { createFaults, type Fault } from './faults.ts';
import { answerTokenRequest, type RunningJob } from './github-token-endpoint.ts';
import { createIssuer, discoveryDocument } from './issuer.ts';
import type { JobOptions } from './jobs/job.ts';
import { jsonReply, type Reply } from './reply.ts';
import { type RecordedRequest, recordable } from './requests.ts';
import { serve } from './server.ts';
import type { Aws } from './sts/call.ts';
import { parametersOf, readCall } from './sts/handle.ts';
import { createSessions } from './sts/sessions.ts';
import type { SignedRequest } from './sts/signature-v4.ts';
import { answerSts } from './sts-endpoint.ts';
import { claimsOf, emulatedCis, findCi, makeJob } from './tokens.ts';

export interface EmulatorOptions {
  /** A free one if not given. */
  readonly port?: number;
  /** Called with each request when it has been decided. */
  readonly onRequest?: (request: RecordedRequest) => void;
  /** Milliseconds since the epoch, for issuer and STS alike. */
  readonly now?: () => number;
}

/** An OIDC issuer, a CI's token endpoint and an STS, all on this machine. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`; this is also the endpoint of STS. */
  readonly url: string;
  /** All requests so far. */
  readonly requests: readonly RecordedRequest[];
  /**
   * A token of a job of this CI that was set up for AWS.
   *
   * @throws HelperError `option-invalid`
   */
  issueToken(ciId: string, options?: JobOptions): Promise<string>;
  /**
   * The variables of such a job. Those that name files of the CI's, like `GITHUB_ENV`, are up to the caller.
   *
   * @throws HelperError `option-invalid`
   */
  jobEnvironment(ciId: string, options?: JobOptions): Promise<Readonly<Record<string, string>>>;
  /** Something to go wrong from now on, after what was asked for before. */
  fault(fault: Fault): void;
  /** Breaks all connections, and is done when the port is free. */
  close(): Promise<void>;
}

/** @throws HelperError `option-invalid` where the port is taken */
export async function startEmulator(config: EmulatorConfig, options: EmulatorOptions = {}): Promise<Emulator> {
  const { onRequest, now = Date.now } = options;
  const issuer = await createIssuer(config.signingAlgorithm);
  const aws: Aws = { ...config, issuer, sessions: createSessions(config.users) };
  const faults = createFaults(config.faults);
  const jobs = new Map<string, RunningJob>();
  const requests: RecordedRequest[] = [];

  function runningJob(ciId: string, jobOptions: JobOptions = {}): RunningJob {
    const configured = config.jobs[ciId];
    const claims = { ...configured?.claims, ...jobOptions.claims };
    return { ci: findCi(ciId), options: { ...configured, ...jobOptions, claims } };
  }

  function issue({ ci, options }: RunningJob, more: JobOptions = {}): Promise<string> {
    return issuer.sign(claimsOf(ci, makeJob(ci, { ...options, ...more }), now()));
  }

  async function replyToSts(request: SignedRequest): Promise<Reply> {
    const call = readCall(request);
    const fault = faults.next('sts', call.action);
    await slowness(fault);
    return answerSts(call, { aws, now: now(), fault });
  }

  async function replyToJob(request: SignedRequest): Promise<Reply> {
    const fault = faults.next('token');
    await slowness(fault);
    return answerTokenRequest(request, { jobs, fault, issue: (job, audience) => issue(job, { audience }) });
  }

  async function reply(request: SignedRequest): Promise<Reply> {
    const path = pathOf(request);
    if (path === '/') return replyToSts(request);
    if (emulatedCis.some((ci) => ci.tokenEndpoint?.path === path)) return replyToJob(request);
    const [, issuerPath, document] = /^(\/issuer\/.+)\/\.well-known\/(openid-configuration|jwks)$/.exec(path) ?? [];
    if (document === 'jwks') return jsonReply(200, issuer.keys, { outcome: 'ok', reason: 'the key of the issuer' });
    if (document === undefined) {
      return jsonReply(404, { message: 'Not found' }, { outcome: 'not-found', reason: 'nothing has this path' });
    }
    const configuration = discoveryDocument(`${server.url}${issuerPath}`, issuer.algorithm);
    return jsonReply(200, configuration, { outcome: 'ok', reason: 'the configuration of the issuer' });
  }

  function replied(request: SignedRequest, { answer, record }: Reply): void {
    const recorded = recordable({
      method: request.method,
      path: pathOf(request),
      parameters: Object.fromEntries(parametersOf(request)),
      ...(typeof answer === 'string' ? {} : { status: answer.status }),
      ...record,
    });
    requests.push(recorded);
    onRequest?.(recorded);
  }

  const server = await serve(options.port ?? 0, { reply, replied });
  return {
    url: server.url,
    requests,
    issueToken: async (ciId, jobOptions) => issue(runningJob(ciId, jobOptions)),
    async jobEnvironment(ciId, jobOptions) {
      const running = runningJob(ciId, jobOptions);
      const requestToken = `FakeRequestToken${randomBytes(24).toString('hex')}`;
      jobs.set(requestToken, running);
      return running.ci.environment({
        job: makeJob(running.ci, running.options),
        emulatorUrl: server.url,
        requestToken,
        token: (more) => issue(running, more),
      });
    },
    fault: faults.add,
    close: server.close,
  };
}

function pathOf({ target }: SignedRequest): string {
  return target.split('?')[0] ?? '/';
}

async function slowness(fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'slow') await delay((fault.seconds ?? 5) * 1000, undefined, { ref: false });
}

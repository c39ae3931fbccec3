import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorConfig } from './account.ts';
import { createFaults, type Fault } from './faults.ts';
import { answerTokenRequest, isTokenEndpoint } from './github-token-endpoint.ts';
import type { JobOptions } from './jobs/emulated-ci.ts';
import { type RecordedRequest, withoutSecretValues } from './recorded-request.ts';
import { jsonReply, type Reply } from './reply.ts';
import { createRunningJobs } from './running-jobs.ts';
import { serve } from './server.ts';
import type { EmulatedAws } from './sts/call.ts';
import { parametersOf, readCall } from './sts/handle-call.ts';
import { createSessions } from './sts/sessions.ts';
import { pathOf, type SignedRequest } from './sts/signature-v4.ts';
import { answerSts } from './sts-endpoint.ts';
import { answerDiscovery, createTokenIssuer } from './token-issuer.ts';

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
  const issuer = await createTokenIssuer(config.signingAlgorithm);
  const aws: EmulatedAws = { ...config, issuer, sessions: createSessions(config.users) };
  const jobs = createRunningJobs(issuer, config.jobs, now);
  const faults = createFaults(config.faults);
  const requests: RecordedRequest[] = [];

  async function reply(request: SignedRequest): Promise<Reply> {
    const path = pathOf(request);
    if (path === '/') {
      const call = readCall(request);
      const fault = faults.nextForSts(call.action);
      await applyDelay(fault);
      return answerSts(call, { aws, now: now(), fault });
    }
    if (isTokenEndpoint(path)) {
      const fault = faults.nextForToken();
      await applyDelay(fault);
      return answerTokenRequest(request, { jobs, fault });
    }
    return answerDiscovery(path, issuer, server.url) ?? notFound;
  }

  function recordReply(request: SignedRequest, { answer, record }: Reply): void {
    const recorded = withoutSecretValues({
      method: request.method,
      path: pathOf(request),
      parameters: Object.fromEntries(parametersOf(request)),
      ...(typeof answer === 'string' ? {} : { status: answer.status }),
      ...record,
    });
    requests.push(recorded);
    onRequest?.(recorded);
  }

  const server = await serve(options.port ?? 0, { answer: reply, onReply: recordReply });
  return {
    url: server.url,
    requests,
    issueToken: async (ciId, jobOptions) => jobs.issue(jobs.describe(ciId, jobOptions)),
    jobEnvironment: async (ciId, jobOptions) => jobs.start(jobs.describe(ciId, jobOptions), server.url),
    fault: faults.add,
    close: server.close,
  };
}

const notFound = jsonReply(404, { message: 'Not found' }, { outcome: 'not-found', reason: 'nothing has this path' });

async function applyDelay(fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'slow') await delay((fault.seconds ?? 5) * 1000, undefined, { ref: false });
}

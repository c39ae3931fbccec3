export { cleanup } from './cleanup.ts';
export { credentialProcess } from './credential-process.ts';
export { ecrLogin } from './ecr-login.ts';
export { env } from './env.ts';
export { exec } from './exec/exec.ts';
export { whoami } from './whoami.ts';

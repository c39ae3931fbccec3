import { describeFormIn, setUpAws } from './shell-form.ts';

setUpAws();

// In a file of its own, because this takes as long as the rest.
describeFormIn('busybox sh');
describeFormIn('bash');
describeFormIn('yash');

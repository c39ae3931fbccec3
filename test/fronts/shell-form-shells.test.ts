import { describeFormIn, setUpAws, shells } from './shell-form.ts';

setUpAws();

// In a file of its own, because this takes as long as the rest.
const { dash: _, ...others } = shells;
for (const [name, shell] of Object.entries(others)) describeFormIn(name, shell);

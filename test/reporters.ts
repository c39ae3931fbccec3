const file = process.env.TEST_REPORT;

/** `TEST_REPORT` names a file for the results as JSON, beside what is printed. */
export const reporters: ('default' | ['json', { outputFile: string }])[] =
  file === undefined ? ['default'] : ['default', ['json', { outputFile: file }]];

// The floor: a job's token and its exchange, as short as Node can do it. No check, no mask, no retry, no file.
const http = require('node:http');

const { ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN, AWS_ENDPOINT_URL_STS } = process.env;

function send(url, options, body, done) {
  const request = http.request(url, { ...options, agent: false }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk) => {
      text += chunk;
    });
    response.on('end', () => done(text));
  });
  request.end(body);
}

const authorization = `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}`;
send(`${ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sts.amazonaws.com`, { headers: { authorization } }, '', (answer) => {
  const form = new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: process.argv[2],
    RoleSessionName: 'floor',
    WebIdentityToken: JSON.parse(answer).value,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  send(AWS_ENDPOINT_URL_STS, { method: 'POST', headers }, String(form), (xml) => {
    if (!xml.includes('<SecretAccessKey>')) process.exitCode = 1;
  });
});

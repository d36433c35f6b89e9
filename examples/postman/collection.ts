import { folders } from './folders/index.ts';
import type { Folder, Step } from './step.ts';

/** The collection in Postman's form, version 2.1. */
export function postmanCollection() {
  return {
    info: {
      name: 'WhatsApp Contact Grabber',
      description:
        'Every route of the API, with what it answers when all is well and when not. Set url and api_key in the environment and run it from top to bottom; two requests wait until you have scanned the QR code of the session "Contoh Postman".',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    event: [listener('test', commonTests)],
    item: folders.map(({ title, routes }) => ({ name: title, item: routes.map(routeFolder) })),
  };
}

/** The environment, for a server on this machine. */
export function postmanEnvironment() {
  const values = { url: 'http://127.0.0.1:8000', api_key: '', setup_token: '', phone_number: '', simulator: '' };
  return {
    name: 'WhatsApp Contact Grabber',
    values: Object.entries(values).map(([key, value]) => ({ key, value, enabled: true })),
  };
}

function routeFolder({ route, steps }: Folder) {
  return { name: route, item: steps.map((step) => request(route, step)) };
}

function request(route: string, step: Step) {
  const [method = '', path = ''] = route.split(' ');
  const headers = { ...headersOf(step), ...step.headers };
  const address = step.path ?? path.replaceAll('{', '{{').replaceAll('}', '}}');
  const before = step.before ? [listener('prerequest', step.before)] : [];
  return {
    id: requestId(route, step),
    name: step.name,
    event: [...before, listener('test', testsOf(step))],
    request: {
      method: step.method ?? method,
      header: Object.entries(headers).map(([key, value]) => ({ key, value })),
      url: urlOf(address),
      ...(step.body === undefined ? {} : { body: { mode: 'raw', raw: rawBody(step.body) } }),
    },
  };
}

/** A text goes as it is, such as a file; all else as JSON, in which `{{#name}}` stands for a kept number and goes in without quotes. */
function rawBody(body: unknown): string {
  if (typeof body === 'string') return body;
  return JSON.stringify(body, null, 2).replace(/"\{\{#(\w+)\}\}"/g, '{{$1}}');
}

/** Which route a request stands for, and what it shows. */
export function requestId(route: string, { name }: Pick<Step, 'name'>): string {
  return `${route} | ${name}`;
}

function urlOf(address: string) {
  const [path = '', query] = address.split('?');
  const parameters = query?.split('&').map((pair) => {
    const [key, value = ''] = pair.split('=');
    return { key, value };
  });
  return {
    raw: `{{url}}${address}`,
    host: ['{{url}}'],
    path: path.split('/').slice(1),
    ...(parameters && { query: parameters }),
  };
}

function headersOf({ as = 'key', body }: Step): Record<string, string> {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  if (as === 'key') return { 'X-API-Key': '{{api_key}}', ...json };
  if (as === 'wrong key') return { 'X-API-Key': 'gr_this_key_does_not_exist', ...json };
  // A browser says by itself where a request comes from.
  return as === 'person' ? { 'Sec-Fetch-Site': 'same-origin', ...json } : json;
}

const commonTests = [
  `pm.test('the answer has a request id', () => pm.expect(pm.response.headers.get('X-Request-Id')).to.be.a('string'));`,
  'if (pm.response.code >= 400) {',
  '  const failure = pm.response.json();',
  `  pm.test('a failure says what is wrong, and by which code', () => {`,
  '    pm.expect(failure.success).to.equal(false);',
  `    pm.expect(failure.error).to.be.a('string').and.not.empty;`,
  `    pm.expect(failure.code).to.be.a('string').and.not.empty;`,
  `    if ('message' in failure) pm.expect(failure.message).to.equal(failure.error);`,
  '  });',
  '}',
];

function testsOf(step: Step): string[] {
  const parsed = step.text ? [] : ['const answer = pm.response.json();', 'const data = answer.data || answer;'];
  // In a function of its own: the sandbox has a `data` already, and waiting ends the script early.
  return ['(() => {', ...parsed, ...waiting(step), ...assertions(step), '})();'];
}

/** Comes back to the same request until the condition holds; the tests run in the end only. */
function waiting({ until }: Step): string[] {
  if (!until) return [];
  return [
    `const tries = Number(pm.variables.get('tries') || 0) + 1;`,
    `if (!(${until}) && tries < 240) {`,
    `  pm.collectionVariables.set('tries', tries);`,
    '  pm.execution.setNextRequest(pm.info.requestId);',
    '  setTimeout(() => {}, 500);',
    '  return;',
    '}',
    `pm.collectionVariables.unset('tries');`,
  ];
}

function assertions({ status, code, checks = {}, keep = {}, until }: Step): string[] {
  const ended = until ? { 'it came to that': [`pm.expect(${until}).to.equal(true);`] } : {};
  const coded = code ? { [`the code is ${code}`]: [`pm.expect(answer.code).to.equal('${code}');`] } : {};
  const all = {
    [`the status is ${status}`]: [`pm.response.to.have.status(${status});`],
    ...coded,
    ...ended,
    ...checks,
  };
  return [
    ...Object.entries(all).flatMap(([name, lines]) => [`pm.test(${JSON.stringify(name)}, () => {`, ...lines, '});']),
    ...Object.entries(keep).map(([name, value]) => `pm.collectionVariables.set('${name}', ${value});`),
  ];
}

function listener(listen: 'test' | 'prerequest', exec: string[]) {
  return { listen, script: { type: 'text/javascript', exec } };
}

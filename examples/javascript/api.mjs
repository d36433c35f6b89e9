/** Calls the API of the server at GRABBER_URL with the key GRABBER_KEY. Needs nothing but Node.js 20 or newer. */
const { GRABBER_URL: url, GRABBER_KEY: key } = process.env;

/** The body of the answer; throws with the server's own words when it refuses. */
export async function api(method, path, body) {
  const answer = await request(method, path, body === undefined ? {} : { body: JSON.stringify(body) });
  return await answer.json();
}

/** Events, one after the other, until the server ends the stream. */
export async function* events(path, signal) {
  const answer = await request('GET', path, { signal }, { Accept: 'text/event-stream' });
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + piece).split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block);
      if (data) yield { event: /^event: (.*)$/m.exec(block)?.[1], data: JSON.parse(data[1]) };
    }
  }
}

async function request(method, path, options, headers = {}) {
  const json = options.body ? { 'Content-Type': 'application/json' } : {};
  const answer = await fetch(url + path, { method, ...options, headers: { 'X-API-Key': key, ...json, ...headers } });
  if (answer.ok) return answer;
  const { message, code, request_id } = await answer.json();
  throw new Error(`${answer.status} ${code}: ${message} (${request_id})`);
}

import { errorCodes } from '@grabber/contract';
import { readConfig } from '../config/index.ts';
import { errorText } from '../i18n/index.ts';
import { createLogger } from '../observability/index.ts';
import { buildHttp } from './build.ts';
import { engineStatusOf } from './engine-contract/failures.ts';
import type { HttpDeps } from './ports.ts';
import { statusByCode } from './status.ts';

/** The API as OpenAPI 3.1, made without a database and without listening. */
export async function openApiDocument(): Promise<object> {
  const app = buildHttp(nothingBehind());
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

/** They stay as they are where no request fills them. */
const placeholders = { scope: '{scope}', status: '{status}' };

/** Every error code with its status in both contracts and its texts. */
export function errorTable() {
  return errorCodes.map((code) => ({
    code,
    status: statusByCode[code],
    engine_status: engineStatusOf(code),
    id: errorText('id', code, placeholders),
    en: errorText('en', code, placeholders),
  }));
}

/** Routes are only looked at here, so what they would call is never there. */
function nothingBehind(): HttpDeps {
  const nothing: object = new Proxy(() => undefined, { get: () => nothing });
  const own: Partial<HttpDeps> = { logger: createLogger('silent'), config: readConfig({}) };
  return new Proxy(own, { get: (_, name) => own[name as keyof HttpDeps] ?? nothing }) as HttpDeps;
}

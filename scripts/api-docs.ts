import { readFileSync, writeFileSync } from 'node:fs';
import { errorTable, openApiDocument } from '@grabber/server';

// Writes docs/openapi.json and docs/errors.md from the code; with --check it only tells whether they are what the code says.

const onlyCheck = process.argv.includes('--check');

const files = {
  'docs/openapi.json': `${JSON.stringify(await openApiDocument(), null, 2)}\n`,
  'docs/errors.md': errorsPage(),
};

for (const [file, text] of Object.entries(files)) {
  if (readOrNothing(file) === text) continue;
  if (!onlyCheck) writeFileSync(file, text);
  process.stdout.write(onlyCheck ? `${file} is not what the code says; run: npm run docs:api\n` : `wrote ${file}\n`);
  if (onlyCheck) process.exitCode = 1;
}

function errorsPage(): string {
  const rows = errorTable().map(
    ({ code, status, engine_status, id, en }) =>
      `| \`${code}\` | ${status === engine_status ? status : `${status} (engine contract: ${engine_status})`} | ${id} | ${en} |`,
  );
  return `# Error codes

Made from the code by \`npm run docs:api\`. Every failure of the application API is
\`{success: false, message, error, code, details, request_id}\`; \`message\` and \`error\` hold the same text, \`errors\` is added with
\`validation_failed\` (field -> texts), and \`request_id\` is the \`X-Request-Id\` of the answer, which stands in the server's log.
Failures of the engine contract are \`{success: false, error, code}\`, in English. A \`Retry-After\` header says when it is worth trying again.
Programs should look at \`code\`; the texts may change.

| code | status | Indonesian | English |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { execFileSync } from 'node:child_process';

/** Licences that code under GPL-3.0-or-later may contain. A new one is read by a person first, then added here. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'GPL-3.0',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

type Component = {
  name: string;
  version: string;
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
};

/** What `npm` says stands in the product: everything the workspaces need at run time, on every platform. */
function shippedComponents(): Component[] {
  const arguments_ = ['sbom', '--package-lock-only', '--omit=dev', '--workspaces', '--sbom-format=cyclonedx'];
  const text = execFileSync('npm', arguments_, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(text) as { components: Component[] }).components;
}

function licenceOf({ licenses = [] }: Component): string {
  const names = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name);
  return names.filter(Boolean).join(' AND ') || 'unknown';
}

/** One alternative that we may use is enough; of licences that hold together each must be allowed. */
function isAllowed(licence: string): boolean {
  const alternatives = licence.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((alternative) => alternative.split(' AND ').every((name) => allowed.has(name)));
}

const byLicence = Map.groupBy(shippedComponents(), licenceOf);
for (const [licence, components] of [...byLicence].sort((a, b) => b[1].length - a[1].length)) {
  const names = components.map(({ name, version }) => `${name} ${version}`).sort();
  process.stdout.write(
    `${isAllowed(licence) ? 'ok' : 'NOT ALLOWED'} ${licence} (${names.length}): ${names.join(', ')}\n`,
  );
}
if ([...byLicence.keys()].some((licence) => !isAllowed(licence))) process.exitCode = 1;

/**
 * The import boundaries of docs/architecture.md, checked by `npm run check:boundaries`.
 * Type imports count like any other.
 */

/** The server's folders, from the top down; the folders of one row do not know each other. */
const layers = [
  ['http'],
  ['scheduling'],
  ['grabbing'],
  ['importing'],
  ['privacy'],
  ['events', 'analytics', 'backup'],
  ['sessions', 'exporting'],
  ['care'],
  ['opt-outs'],
  ['contacts'],
  ['groups'],
  ['engine'],
  ['changes'],
  ['jobs'],
  ['settings'],
  ['auth'],
  ['storage'],
  ['config', 'i18n', 'observability', 'adopting', 'address-files'],
  ['core'],
];

const server = '^packages/server/src';
/** Files that exist for tests: they may look inside other folders, and nothing else may import them. */
const testCode = '\\.(test|contract)\\.ts$|/testing\\.ts$|/testing/';

const arrowsPointDown = layers.flatMap((row, depth) =>
  row.map((folder) => {
    const below = [folder, ...layers.slice(depth + 1).flat()].join('|');
    return {
      name: `${folder}-imports-only-below`,
      comment: `${folder}/ may import only the folders below it.`,
      severity: 'error',
      // The tests of routes open the features as the server does.
      from: { path: `${server}/${folder}/`, pathNot: `${server}/http/testing/services\\.ts$` },
      to: { path: `${server}/`, pathNot: `${server}/(${below})/` },
    };
  }),
);

/** What each package may import of ours; itself is always allowed. The server's tests may also drive the simulator. */
const packages = { contract: [], server: ['contract'], simulator: ['contract'], dashboard: ['contract'] };

const packagesStayApart = Object.entries(packages).map(([name, others]) => ({
  name: `${name}-package-imports`,
  comment: `The package ${name} may import of ours: ${others.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: name === 'server' ? [testCode] : [] },
  to: {
    path: '^(packages|demo|examples|tests|bench|scripts)/',
    pathNot: `^packages/(${[name, ...others].join('|')})/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...arrowsPointDown,
    ...packagesStayApart,
    {
      name: 'known-folder',
      comment: 'Every folder of the server has its place in the layers above.',
      severity: 'error',
      from: { path: `${server}/[^/]+/`, pathNot: `${server}/(${[...layers.flat(), 'cli'].join('|')})/` },
      to: {},
    },
    {
      name: 'top-is-the-top',
      comment: 'Only cli/ stands above app.ts, and nothing imports cli/.',
      severity: 'error',
      from: { path: `${server}/(?!cli/)` },
      to: { path: `${server}/cli/` },
    },
    {
      name: 'folder-by-its-index',
      comment: 'A folder of the server is entered by its index.ts only, except by tests.',
      severity: 'error',
      from: { path: `${server}/([^/]+)`, pathNot: testCode },
      to: { path: `${server}/[^/]+/.`, pathNot: [`${server}/$1/`, `${server}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'package-by-its-door',
      comment:
        'A package is entered by its index.ts only; tests/ and bench/ may also use the doors of the server’s folders.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|demo|examples|scripts)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: ['^$1/', '^packages/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'folder-by-its-door-from-tests-and-bench',
      comment: 'tests/ and bench/ use doors and test helpers, not the inside of a folder.',
      severity: 'error',
      from: { path: '^(tests|bench)/' },
      to: { path: '^packages/[^/]+/src/', pathNot: ['/index\\.ts$', testCode] },
    },
    {
      name: 'product-without-test-code',
      comment: 'What is shipped never imports what exists for tests.',
      severity: 'error',
      from: { path: '^(packages|demo)/', pathNot: testCode },
      to: { path: [testCode, '^tests/', '^node_modules/(vitest|fast-check)/'] },
    },
    {
      name: 'queries-in-repos',
      comment: 'Only *.repo.ts and storage/ import Kysely; others may import its types.',
      severity: 'error',
      from: { path: `${server}/`, pathNot: [`${server}/storage/`, '\\.repo\\.ts$', testCode] },
      to: { path: '^node_modules/(kysely|mysql2|pg|pg-cursor)/|^(node:)?sqlite$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment:
        'Modules that run each other are one module, or need a third. Types may know each other within a folder.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^packages/[^/]+/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};

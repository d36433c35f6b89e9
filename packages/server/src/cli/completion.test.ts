import { execFileSync } from 'node:child_process';
import { Argument, Command } from 'commander';
import { expect, test } from 'vitest';
import { completionScript } from './completion.ts';

function program(): Command {
  const root = new Command('grabber').option('--version');
  const session = root.command('session');
  session.command('list').option('--json');
  session.command('qr').argument('<session>').option('--once');
  root.command('completion').addArgument(new Argument('<shell>').choices(['bash', 'zsh']));
  return root;
}

/** What bash would offer for the last of these words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript(program(), 'bash')}
COMP_WORDS=(grabber ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_grabber; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

test.each([
  [[''], ['session', 'completion', '--version', '--help']],
  [['se'], ['session']],
  [
    ['session', ''],
    ['list', 'qr', '--help'],
  ],
  [['session', 'l'], ['list']],
  [['session', 'qr', 'Toko', '--o'], ['--once']],
  [
    ['session', 'list', '--'],
    ['--json', '--help'],
  ],
  [
    ['completion', ''],
    ['bash', 'zsh', '--help'],
  ],
  [['unknown', 'se'], ['session']],
])('bash offers for %j: %j', (words, found) => {
  expect(offered(...words)).toEqual(found);
});

test('zsh and fish get a script with the same words', () => {
  expect(completionScript(program(), 'zsh')).toContain('bashcompinit');
  expect(completionScript(program(), 'fish')).toContain(
    "complete -c grabber -n '__grabber_in session qr' -a '--once --help'",
  );
});

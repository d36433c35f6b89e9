import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What may follow each command, by its path (`''` is the program itself). */
type Words = Map<string, string[]>;

/** A script that makes the shell complete commands and options; made from the commands, so that it always fits them. */
export function completionScript(program: Command, shell: Shell): string {
  const words = wordsOf(program, '');
  if (shell === 'fish') return fish(words);
  return shell === 'bash' ? bash(words) : `autoload -U +X bashcompinit && bashcompinit\n${bash(words)}`;
}

function wordsOf(command: Command, path: string): Words {
  const options = [...command.options.flatMap((option) => option.long ?? []), '--help'];
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  const own = [...command.commands.map((child) => child.name()), ...choices, ...options];
  const below = command.commands.map((child) => wordsOf(child, `${path} ${child.name()}`.trim()));
  return new Map([[path, own], ...below.flatMap((words) => [...words])]);
}

function bash(words: Words): string {
  const paths = [...words.keys()].filter((path) => path !== '').map((path) => `"${path}"`);
  const cases = [...words].map(([path, own]) => `    "${path}") words="${own.join(' ')}" ;;`);
  return `_grabber() {
  local path="" next words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.join(' | ')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _grabber grabber`;
}

/** A group of commands offers its own words right after itself only, a command until the end of the line. */
function fish(words: Words): string {
  const head = `function __grabber_words
  string match -v -- '-*' (commandline -opc)[2..]
end
function __grabber_at
  set -l words (__grabber_words)
  test "$argv" = "$words"
end
function __grabber_in
  set -l words (__grabber_words)
  string match -q -- "$argv*" "$words"
end`;
  const lines = [...words].map(([path, own]) => {
    const isGroup = [...words.keys()].some((other) => other !== path && other.startsWith(path));
    return `complete -c grabber -n '${isGroup ? '__grabber_at' : '__grabber_in'} ${path}' -a '${own.join(' ')}'`;
  });
  return [head, ...lines].join('\n');
}

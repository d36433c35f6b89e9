import { type Scope, scope, scopes } from '@grabber/contract';
import { Argument, Command, InvalidArgumentError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { completionScript, shells } from './completion.ts';
import { readExpiry } from './expiry.ts';
import type { Io } from './io.ts';
import { serve } from './serve.ts';
import { addServerCommands } from './server-commands.ts';
import { helpIn } from './usage.ts';

// Database drivers and the engine take longer to load than most commands take to run, so whoever needs them loads them.
const database = () => import('./database.ts');
const keys = () => import('./keys.ts');
const importing = () => import('./import-laravel.ts');
const backups = () => import('./backups.ts');
const doctor = () => import('./doctor/run.ts');

/** All commands. An action that has failed without an exception says so by `fail`. */
export function buildProgram(io: Io, fail: () => void): Command {
  const program = new Command('grabber')
    .description(io.text('program'))
    .version(packageJson.version, '-V, --version', io.text('option_version'))
    .helpOption('-h, --help', io.text('option_help'))
    .helpCommand(false)
    .configureHelp(helpIn(io))
    .addHelpText('after', `\n${io.text('help_exit_codes')}`)
    .configureOutput({ writeOut: io.writeOut, writeErr: io.writeErr, outputError: () => {} })
    .exitOverride();
  program
    .command('serve', { isDefault: true })
    .description(io.text('serve'))
    .option('--json', io.text('option_json'))
    // as the default command it gets every word that is no command
    .allowExcessArguments()
    .action(async (options, command: Command) => {
      const [word] = command.args;
      if (word !== undefined) command.error(`unknown command '${word}'`, { code: 'commander.unknownCommand' });
      await serve(io, options);
    });
  program
    .command('migrate')
    .description(io.text('migrate'))
    .option('--json', io.text('option_json'))
    .action(async (options) => (await database()).migrateDatabase(io, options));
  program
    .command('demo')
    .description(io.text('demo'))
    .action(() => io.say('demo_how'));
  addKeyCommands(program.command('key').description(io.text('key')).helpCommand(false), io, fail);
  addServerCommands(program, io);
  program
    .command('doctor')
    .description(io.text('doctor'))
    .option('--json', io.text('option_json'))
    .action(async (options) => {
      if (!(await (await doctor()).runDoctor(io, options))) fail();
    });
  program
    .command('import-laravel')
    .description(io.text('import_laravel'))
    .requiredOption('--from <url>', io.text('option_from'), readOldUrl(io))
    .option('--phonebook <session_id>', io.text('option_phonebook'))
    .option('--dry-run', io.text('option_dry_run'))
    .option('--json', io.text('option_json'))
    .action(async (options) => (await importing()).importOldDatabase(io, options));
  addBackupCommands(program, io);
  program
    .command('completion')
    .description(io.text('completion'))
    .addArgument(new Argument('<shell>', io.text('completion_shell')).choices(shells))
    .action((shell) => io.print(completionScript(program, shell)));
  return program;
}

function addBackupCommands(program: Command, io: Io): void {
  program
    .command('backup')
    .description(io.text('backup'))
    .option('--output <file>', io.text('option_output'))
    .option('--verify <file>', io.text('option_verify'))
    .option('--json', io.text('option_json'))
    .action(async (options) => (await backups()).makeBackup(io, options));
  program
    .command('restore')
    .description(io.text('restore'))
    .argument('<file>', io.text('restore_file'))
    .option('--force', io.text('option_force'))
    .option('--yes', io.text('restore_yes'))
    .option('--json', io.text('option_json'))
    .action(async (file, options) => (await backups()).restoreDatabase(io, file, options));
}

function addKeyCommands(key: Command, io: Io, fail: () => void): void {
  const json = ['--json', io.text('option_json')] as const;
  key
    .command('create')
    .description(io.text('key_create'))
    .option('--name <name>', io.text('option_name'), 'cli')
    .option('--scopes <scopes>', io.text('option_scopes', { scopes: scopes.join(', ') }), readScopes(io), ['admin'])
    .option('--session <id>', io.text('option_session'), readSession(io))
    .option('--expires <when>', io.text('option_expires'), readFuture(io))
    .option(...json)
    .action(async (options) => (await keys()).createKey(io, options));
  key
    .command('list')
    .description(io.text('key_list'))
    .option(...json)
    .action(async (options) => (await keys()).listKeys(io, options));
  key
    .command('revoke')
    .description(io.text('key_revoke'))
    .argument('<id>', io.text('key_id'), readId(io))
    .option(...json)
    .action(async (id, options) => {
      if (!(await (await keys()).revokeKey(io, id, options))) fail();
    });
}

function readScopes(io: Io) {
  return (text: string): Scope[] => {
    const names = text.split(',').map((name) => name.trim());
    const unknown = names.find((name) => !scope.safeParse(name).success);
    if (unknown !== undefined) throw refused(io.text('bad_scope', { scope: unknown, scopes: scopes.join(', ') }));
    return scopes.filter((name) => names.includes(name));
  };
}

function readSession(io: Io) {
  return (text: string, before: string[] = []): string[] => {
    if (!/^[\w.@-]{1,255}$/.test(text)) throw refused(io.text('bad_session', { text }));
    return [...before, text];
  };
}

function readFuture(io: Io) {
  return (text: string): string => {
    const end = readExpiry(text, Date.now());
    if (end === undefined) throw refused(io.text('bad_expiry', { text }));
    return end;
  };
}

function readOldUrl(io: Io) {
  return (text: string): string => {
    if (!/^(mysql|mariadb):\/\/[^\s/]+\/\w+/i.test(text)) throw refused(io.text('bad_from'));
    return text;
  };
}

function readId(io: Io) {
  return (text: string): number => {
    if (!/^\d{1,9}$/.test(text)) throw refused(io.text('bad_id', { text }));
    return Number(text);
  };
}

function refused(text: string): InvalidArgumentError {
  return new InvalidArgumentError(text);
}

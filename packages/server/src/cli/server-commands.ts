import { contactType, exportFormats, grabKind, importPolicy, newGateway } from '@grabber/contract';
import { type Command, Option } from 'commander';
import { findContacts, listContacts } from './contacts.ts';
import { exportContacts } from './exports.ts';
import { runGrab } from './grabs.ts';
import { importContacts } from './imports.ts';
import type { Io } from './io.ts';
import { showCode, showQr } from './pairing.ts';
import { createSession, deleteSession, listSessions, moveSession, showSession } from './sessions.ts';

/** The commands that ask the running server. */
export function addServerCommands(program: Command, io: Io): void {
  addSessionCommands(program.command('session').description(io.text('session')).helpCommand(false), io);
  const grab = ofSession(program, 'grab', io).description(io.text('grab'));
  grab
    .addOption(new Option('--kind <kind>', io.text('option_kind')).choices(grabKind.options).default('all'))
    .option('--wait', io.text('option_wait'))
    .action((session, options) => runGrab(io, session, options));
  const contacts = program.command('contacts').description(io.text('contacts')).helpCommand(false);
  const types = [...contactType.options, 'all'];
  ofSession(contacts, 'list', io)
    .description(io.text('contacts_list'))
    .addOption(new Option('--type <type>', io.text('option_type')).choices(types).default('all'))
    .action((session, options) => listContacts(io, session, options));
  asking(contacts, 'find', io)
    .description(io.text('contacts_find'))
    .argument('<text>', io.text('find_text'))
    .option('--session <session>', io.text('option_of_session'))
    .option('--limit <number>', io.text('option_limit'), '20')
    .action((text, options) => findContacts(io, text, options));
  addFileCommands(program, io);
}

function addFileCommands(program: Command, io: Io): void {
  asking(program, 'export', io)
    .description(io.text('export'))
    .addOption(new Option('--format <format>', io.text('option_format')).choices(exportFormats).default('xlsx'))
    .option('--session <session>', io.text('option_of_session'))
    .option('--search <text>', io.text('option_search'))
    .option('--columns <keys>', io.text('option_columns'))
    .option('--output <file>', io.text('option_export_file'))
    .action((options) => exportContacts(io, options));
  asking(program, 'import', io)
    .description(io.text('import'))
    .argument('<file>', io.text('import_file'))
    .addOption(
      new Option('--policy <policy>', io.text('option_policy')).choices(importPolicy.options).default('update'),
    )
    .option('--country <code>', io.text('option_country'))
    .option('--session <session>', io.text('option_into_session'))
    .option('--dry-run', io.text('option_preview'))
    .action((file, options) => importContacts(io, file, options));
}

function addSessionCommands(group: Command, io: Io): void {
  asking(group, 'list', io)
    .description(io.text('session_list'))
    .action((options) => listSessions(io, options));
  asking(group, 'create', io)
    .description(io.text('session_create'))
    .argument('<name>', io.text('session_name'))
    .option('--phone <number>', io.text('option_phone'))
    .addOption(new Option('--gateway <kind>', io.text('option_gateway')).choices(newGateway.shape.kind.options))
    .option('--gateway-url <url>', io.text('option_gateway_url'))
    .option('--gateway-session <name>', io.text('option_gateway_session'))
    .action((name, options) => createSession(io, name, options));
  ofSession(group, 'show', io)
    .description(io.text('session_show'))
    .action((session, options) => showSession(io, session, options));
  ofSession(group, 'qr', io)
    .description(io.text('session_qr'))
    .option('--once', io.text('option_once'))
    .action((session, options) => showQr(io, session, options));
  ofSession(group, 'code', io)
    .description(io.text('session_code'))
    .requiredOption('--phone <number>', io.text('option_phone'))
    .option('--once', io.text('option_once'))
    .action((session, options) => showCode(io, session, options));
  for (const move of ['connect', 'reconnect', 'logout'] as const) {
    ofSession(group, move, io)
      .description(io.text(`session_${move}`))
      .action((session, options) => moveSession(io, move, session, options));
  }
  ofSession(group, 'delete', io)
    .description(io.text('session_delete'))
    .option('--yes', io.text('option_yes'))
    .action((session, options) => deleteSession(io, session, options));
}

function ofSession(parent: Command, name: string, io: Io): Command {
  return asking(parent, name, io).argument('<session>', io.text('session_argument'));
}

function asking(parent: Command, name: string, io: Io): Command {
  return parent
    .command(name)
    .option('--url <url>', io.text('option_url'))
    .option('--key <key>', io.text('option_key'))
    .option('--json', io.text('option_json'));
}

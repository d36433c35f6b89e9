import type { DialectName } from '../../storage.ts';

const seedColumns: Record<DialectName, string> = {
  mysql: `id BIGINT PRIMARY KEY AUTO_INCREMENT, session_id VARCHAR(255) NOT NULL, contact_id VARCHAR(255) NOT NULL,
    name VARCHAR(255) NULL, phone_number VARCHAR(255) NULL, type ENUM('individual', 'group') DEFAULT 'individual',
    group_id VARCHAR(255) NULL, group_name VARCHAR(255) NULL, group_description TEXT NULL,
    group_participants_count INT NULL, is_admin BOOLEAN DEFAULT FALSE, profile_picture VARCHAR(255) NULL,
    status ENUM('active', 'inactive', 'blocked') DEFAULT 'active', grabbed_at TIMESTAMP NULL`,
  postgres: `id bigserial PRIMARY KEY, session_id varchar(255) NOT NULL, contact_id varchar(255) NOT NULL,
    name varchar(255), phone_number varchar(255),
    type varchar(255) DEFAULT 'individual' CHECK (type IN ('individual', 'group')),
    group_id varchar(255), group_name varchar(255), group_description text,
    group_participants_count integer, is_admin boolean DEFAULT false, profile_picture varchar(255),
    status varchar(255) DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'blocked')),
    grabbed_at timestamp(0) without time zone`,
  sqlite: `"id" integer primary key autoincrement not null, "session_id" varchar not null, "contact_id" varchar not null,
    "name" varchar, "phone_number" varchar,
    "type" varchar check ("type" in ('individual', 'group')) not null default 'individual',
    "group_id" varchar, "group_name" varchar, "group_description" text,
    "group_participants_count" integer, "is_admin" tinyint(1) not null default '0', "profile_picture" varchar,
    "status" varchar check ("status" in ('active', 'inactive', 'blocked')) not null default 'active',
    "grabbed_at" datetime`,
};

const sessionColumns: Record<DialectName, string> = {
  mysql: `id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, user_id BIGINT UNSIGNED NOT NULL, session_id VARCHAR(255) NOT NULL UNIQUE,
    name VARCHAR(255) NOT NULL, phone_number VARCHAR(255) NOT NULL,
    status ENUM('connecting', 'qr_ready', 'connected', 'disconnected', 'error') NOT NULL DEFAULT 'disconnected',
    qr_code TEXT NULL, is_active TINYINT(1) NOT NULL DEFAULT 1, last_activity TIMESTAMP NULL, device_info JSON NULL,
    created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL`,
  postgres: `id bigserial PRIMARY KEY, user_id bigint NOT NULL, session_id varchar(255) NOT NULL UNIQUE,
    name varchar(255) NOT NULL, phone_number varchar(255) NOT NULL,
    status varchar(255) NOT NULL DEFAULT 'disconnected'
      CHECK (status IN ('connecting', 'qr_ready', 'connected', 'disconnected', 'error')),
    qr_code text, is_active boolean NOT NULL DEFAULT true, last_activity timestamp(0), device_info json,
    created_at timestamp(0), updated_at timestamp(0)`,
  sqlite: `"id" integer primary key autoincrement not null, "user_id" integer not null, "session_id" varchar not null unique,
    "name" varchar not null, "phone_number" varchar not null,
    "status" varchar check ("status" in ('connecting', 'qr_ready', 'connected', 'disconnected', 'error'))
      not null default 'disconnected',
    "qr_code" text, "is_active" tinyint(1) not null default '1', "last_activity" datetime, "device_info" text,
    "created_at" datetime, "updated_at" datetime`,
};

/** The seed's `contacts`, to the letter where the dialect allows. */
export function seedTables(dialect: DialectName): string[] {
  const changed = dialect === 'mysql' ? ' ON UPDATE CURRENT_TIMESTAMP' : '';
  const times = `created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP${changed}`;
  return [
    `CREATE TABLE contacts (${seedColumns[dialect]}, ${times}, UNIQUE (session_id, contact_id))`,
    ...['session_id', 'contact_id', 'type', 'group_id', 'phone_number', 'status'].map(
      (column) => `CREATE INDEX idx_${column} ON contacts (${column})`,
    ),
  ];
}

/** What stands in the field: another unique key, more indexes, a foreign key, a column of the owner, a narrow enum, a phonebook. */
export function fieldTables(dialect: DialectName): string[] {
  const created =
    dialect === 'mysql'
      ? 'created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL'
      : 'created_at timestamp, updated_at timestamp';
  return [
    `CREATE TABLE whatsapp_sessions (${sessionColumns[dialect]})`,
    `CREATE TABLE contacts (${seedColumns[dialect]}, ${created},
      FOREIGN KEY (session_id) REFERENCES whatsapp_sessions (session_id) ON DELETE CASCADE)`,
    'CREATE UNIQUE INDEX contacts_triple_unique ON contacts (session_id, contact_id, type)',
    'CREATE INDEX contacts_type_group ON contacts (type, group_id)',
    'CREATE INDEX contacts_type_phone ON contacts (type, phone_number)',
    'CREATE INDEX contacts_name ON contacts (name)',
    'CREATE INDEX contacts_type_status_phone ON contacts (type, status, phone_number)',
    `CREATE TABLE phonebook (name VARCHAR(255), phone_number VARCHAR(255), notes TEXT)`,
    `INSERT INTO phonebook VALUES ('Keluarga', 'GROUP_1', NULL)`,
  ];
}

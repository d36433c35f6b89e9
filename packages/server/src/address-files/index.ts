export { defaultLimits } from './limits.ts';
export { openAddressFile } from './open.ts';
export { normalisePhone } from './phone.ts';
export type {
  AddressColumn,
  AddressFile,
  AddressFileLayout,
  AddressFormat,
  ColumnRole,
  Delimiter,
  Encoding,
  PhoneReading,
  PhoneReason,
  ReadContact,
  ReadItem,
  ReadLimits,
  ReadOptions,
  ReadPhone,
  ReadProblem,
  ReadProblemCode,
} from './types.ts';

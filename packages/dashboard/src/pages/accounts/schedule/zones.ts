const indonesian = [
  { value: 'Asia/Jakarta', label: 'WIB · Asia/Jakarta' },
  { value: 'Asia/Makassar', label: 'WITA · Asia/Makassar' },
  { value: 'Asia/Jayapura', label: 'WIT · Asia/Jayapura' },
];

/** Time zones to choose from: those of Indonesia first, then all that the browser knows; `chosen` is always among them. */
export function zonesWith(chosen: string): { value: string; label: string }[] {
  const first = new Set(indonesian.map(({ value }) => value));
  const others = new Set([chosen, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
  return [
    ...indonesian,
    ...[...others].filter((zone) => !first.has(zone)).map((zone) => ({ value: zone, label: zone })),
  ];
}

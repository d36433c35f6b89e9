/** Opens the command palette; its code comes with the first opening or soon after the page. */
export function openPalette(): void {
  void import('@mantine/spotlight').then(({ spotlight }) => spotlight.open());
}

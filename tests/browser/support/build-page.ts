import { execFileSync } from 'node:child_process';

/** Journeys go through the page as it is now. */
export default function buildPage(): void {
  execFileSync(process.execPath, ['scripts/build-page.ts'], { stdio: 'inherit' });
}

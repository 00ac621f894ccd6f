import { defineConfig, devices } from '@playwright/test';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const asked = process.env.CHROMIUM_PATH ?? '';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/server.ts',
  // One server, one clinic: the tests take reports from the same inbox, one after another.
  workers: 1,
  fullyParallel: false,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI === 'true',
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: asked === '' ? '/usr/bin/chromium' : asked, args: flags },
  },
  projects: [
    { name: 'wide', testIgnore: '**/{phone,screens}.spec.ts', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testMatch: '**/{phone,access,unmatched,patterns,release,upload}.spec.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true },
    },
    { name: 'screens', testMatch: '**/screens.spec.ts' },
  ],
});

import { clean, fits } from './axe';
import { expect, openReport, somebody, test } from './clinic';

// The same file of the same patient is the same upload: each width of the screen has a file of its own.
const document = (name: string, birth: string) => `Oakfield Laboratory, copy for the ${test.info().project.name} screen
Patient: ${name}  DOB: ${birth}
Collected: 2026-11-18

Test            Result   Units    Range        Flag
Sodium          139      mmol/L   135 - 145
Potassium       5.9      mmol/L   3.5 - 5.3    H
`;

test.beforeEach(async ({ as }) => {
  await as('PHYSICIAN');
});

test('a document becomes a report of what was compared and ticked', async ({ page }) => {
  const one = await somebody(page, 10);
  await page.goto(`/patients/${one.id}`);
  const buffer = Buffer.from(document(`${one.given} ${one.family}`, one.birthDate));
  await page.locator('input[type=file]').setInputFiles({ name: 'labs.txt', mimeType: 'text/plain', buffer });
  await expect(page).toHaveURL(/\/uploads\/upl_/);
  const rows = page.locator('tbody[data-row]');
  await expect(rows).toHaveCount(2);
  for (const tick of await rows.getByRole('checkbox').all()) await expect(tick).not.toBeChecked();
  await page.getByRole('textbox', { name: 'Value of row 2' }).focus();
  await expect(page.locator('li[data-lit]')).toContainText('Potassium');
  await fits(page);
  await clean(page);

  await page.getByRole('button', { name: 'Confirm 0 results' }).click();
  await expect(page.getByText('Tick at least one result.')).toBeVisible();
  await rows.nth(1).getByRole('checkbox').check();
  await expect(page.getByText('1 line is not ticked and will be left out.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Value of row 2' }).fill('5.8');
  await expect(rows.nth(1).getByRole('checkbox')).not.toBeChecked();
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByLabel('Name of the report').fill('Electrolytes by hand');
  await page.getByLabel('Sample taken on').fill('2026-11-18');
  await page.getByRole('button', { name: 'Confirm 1 result' }).click();
  await expect(page.getByText('The report is in the inbox.')).toBeVisible();
  await expect(page).toHaveURL(/\/inbox\/rep_/);
  await expect(openReport(page).getByText('Electrolytes by hand')).toBeVisible();
  await expect(openReport(page).locator('tbody[data-finding="potassium"]')).toContainText('5.8');
  await expect(openReport(page).locator('tbody[data-finding="sodium"]')).toHaveCount(0);
});

test("somebody else's document is refused until it was looked at, and can be rejected", async ({ page }) => {
  const one = await somebody(page, 12);
  await page.goto(`/patients/${one.id}`);
  const buffer = Buffer.from(document('Zebedee Nobody', '1911-01-02'));
  await page.locator('input[type=file]').setInputFiles({ name: 'other.txt', mimeType: 'text/plain', buffer });
  const warning = page.getByRole('alert');
  await expect(warning).toContainText('This document may be about somebody else');
  await page.locator('tbody[data-row]').first().getByRole('checkbox').check();
  await page.getByRole('button', { name: /^Confirm/ }).click();
  await expect(page.getByText('First say that you have checked whose document this is.')).toBeVisible();
  await clean(page);

  await page.goto(`/patients/${one.id}`);
  await page.getByRole('region', { name: 'Documents to confirm' }).getByRole('link', { name: 'other.txt' }).click();
  await page.getByRole('button', { name: /^Reject/ }).click();
  const dialog = page.getByRole('dialog');
  await clean(page);
  await dialog.getByLabel('Why').fill('Another person');
  await dialog.getByRole('button', { name: 'Reject this document' }).click();
  await expect(page.getByText('Rejected.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Documents to confirm' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Risk scores' })).toBeVisible();
  await clean(page);
});

test('a file of another kind is refused with a reason', async ({ page }) => {
  const one = await somebody(page, 14);
  await page.goto(`/patients/${one.id}`);
  await page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await expect(page.getByRole('alert')).toContainText('Only PDF and plain text files can be added.');
});

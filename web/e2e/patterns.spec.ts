import { clean, fits } from './axe';
import { expect, firstReport, interpreted, openReport, somebody, submit, test, unique } from './clinic';

test.beforeEach(async ({ as }) => {
  await as('PHYSICIAN');
});

type Found = {
  id: string;
  findings: { key: string; analyte: string; slope: unknown; pattern: { for: { findings: string[] | null }[] | null } | null }[];
};

const fields = 'id findings { key analyte slope { perYear } pattern { for { findings } } }';

test('evidence lights the values that it rests on, and only those', async ({ page }) => {
  const report = await firstReport<Found>(page, fields, (each) =>
    each.findings.some((finding) => finding.pattern?.for?.[0]?.findings?.length),
  );
  await page.goto(`/inbox/${report.id}`);
  await expect(page.getByRole('heading', { name: 'To consider' })).toBeVisible();
  const line = openReport(page).locator('[data-evidence="for"]').first();
  await line.focus();
  await expect(line).toHaveAttribute('data-lit', 'true');
  const pattern = await openReport(page).locator('[data-finding]:has([data-evidence])').first().getAttribute('data-finding');
  const rests = report.findings.find((each) => each.key === pattern)?.pattern?.for?.[0]?.findings ?? [];
  expect(rests.length).toBeGreaterThan(0);
  const lit = await openReport(page).locator('tbody[data-lit]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-finding')));
  expect(lit.toSorted()).toEqual([...rests].sort());
  await openReport(page).getByText(/^(\d+ sources|Source)$/).first().click();
  await expect(openReport(page).locator('details[open] li').first()).toBeVisible();
  await fits(page);
  await clean(page, 'article');
});

test('a range says whose it is, and the course is told in words', async ({ page }) => {
  const report = await firstReport<Found>(page, fields, (each) => each.findings.some((finding) => finding.slope !== null));
  const finding = report.findings.find((each) => each.slope !== null);
  await page.goto(`/inbox/${report.id}`);
  const row = openReport(page).locator(`tbody[data-finding="${finding?.key}"]`);
  await row.locator('button[aria-expanded]').first().click();
  await expect(row.locator('[data-course]')).toContainText(/(Rising|Falling) by .* a year|About level/);
  await row.getByRole('button', { name: /Where it comes from/ }).click();
  await expect(page.getByText(/laboratory's own range|your clinic has set|A general range/)).toBeVisible();
  await clean(page);
});

test('a corrected report shows on top what it tells differently', async ({ page }) => {
  const one = await somebody(page, 35);
  const number = unique();
  const id = await submit(page, { patientId: one.id, number, potassium: '4.2' });
  await interpreted(page, id);
  await submit(page, { patientId: one.id, number, status: 'CORRECTED', potassium: '6.1' });
  await interpreted(page, id, 2);
  await page.goto(`/inbox/${id}`);
  const block = openReport(page).getByRole('region', { name: /^Corrected: 1 result differs/ });
  await expect(block.locator('del')).toContainText('4.2');
  await expect(block.locator('ins')).toContainText('6.1');
  await fits(page);
  await clean(page, 'article');
});

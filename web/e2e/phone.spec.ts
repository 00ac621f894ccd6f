import { fits } from './axe';
import { expect, inSight, openReport, test } from './clinic';

test('list, then report, then back; signing by touch', async ({ page, as }) => {
  await as('PHYSICIAN', 1);
  await page.goto('/inbox');
  const list = page.getByRole('region', { name: 'Inbox' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await expect(openReport(page)).toHaveCount(0);
  await fits(page);

  await list.getByRole('listitem').nth(1).getByRole('link').tap();
  await expect(openReport(page)).toBeVisible();
  await expect(list).toBeHidden();
  await fits(page);
  await page.getByRole('button', { name: 'Inbox' }).tap();
  await expect(list).toBeVisible();

  await list.getByRole('listitem').nth(1).getByRole('link').tap();
  await inSight(page);
  await page.getByRole('button', { name: 'Sign', exact: true }).tap();
  await expect(page.getByText(/^Signed: /)).toBeVisible();
  await page.getByRole('button', { name: 'Undo (U)' }).tap();
  await expect(page.getByText('Signature taken back.')).toBeVisible();
});

test('every page fits', async ({ page, as }) => {
  await as('PHYSICIAN', 1);
  for (const path of ['/tasks?view=everyone', '/patients', '/inbox?view=signed']) {
    await page.goto(path);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await page.waitForTimeout(500);
    await fits(page);
  }
  await page.goto('/patients');
  await page.getByRole('main').getByRole('listitem').nth(3).getByRole('link').tap();
  await expect(page.getByRole('heading', { name: 'Problems' })).toBeVisible();
  await fits(page);
});

import { clean } from './axe';
import { expect, openReport, test } from './clinic';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('sign-in', async ({ page }) => {
      await page.goto('/sign-in');
      await expect(page.getByRole('heading', { name: 'Demo clinic' })).toBeVisible();
      await clean(page);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await clean(page);
    });

    test('inbox and report', async ({ page, as }) => {
      await as('PHYSICIAN');
      await page.goto('/inbox');
      const rows = page.getByRole('region', { name: 'Inbox' }).getByRole('listitem');
      await expect(rows.first()).toBeVisible();
      await clean(page);
      await rows.first().getByRole('link').click();
      await expect(openReport(page)).toBeVisible();
      await clean(page, 'article');
    });

    test('reports of other kinds, a trend', async ({ page, as }) => {
      await as('PHYSICIAN');
      for (const nth of [10, 24, 45]) {
        await page.goto('/inbox');
        await page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').nth(nth).getByRole('link').click();
        await expect(openReport(page)).toBeVisible();
        await clean(page, 'article');
      }
      await openReport(page).locator('tbody button[aria-expanded]').first().click();
      await page.waitForTimeout(600);
      await clean(page, 'article');
    });

    test('editing and handing off', async ({ page, as }) => {
      await as('PHYSICIAN');
      await page.goto('/inbox');
      await page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first().getByRole('link').click();
      await page.getByRole('button', { name: 'Edit' }).click();
      await clean(page, 'article');
      await page.getByRole('button', { name: 'Hand off' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await clean(page);
    });

    test('tasks and the new task', async ({ page, as }) => {
      await as('PHYSICIAN');
      await page.goto('/tasks?view=everyone');
      await expect(page.getByRole('listitem').first()).toBeVisible();
      await clean(page);
      await page.getByRole('button', { name: 'New task' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await clean(page);
    });

    test('patients and a chart', async ({ page, as }) => {
      await as('PHYSICIAN');
      await page.goto('/patients');
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
      await clean(page);
      await page.getByRole('main').getByRole('listitem').nth(7).getByRole('link').click();
      await expect(page.getByRole('heading', { name: 'Problems' })).toBeVisible();
      await page.getByRole('table').getByRole('button').first().click();
      await page.waitForTimeout(600);
      await clean(page);
    });

    test('jobs', async ({ page, as }) => {
      await as('ADMIN');
      await page.goto('/admin/jobs');
      await expect(page.getByRole('heading', { name: 'Background jobs' })).toBeVisible();
      await clean(page);
      await page.getByText('Done', { exact: true }).click();
      await expect(page.getByRole('table')).toBeVisible();
      await clean(page);
    });
  });
}

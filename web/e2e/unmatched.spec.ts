import { clean, fits } from './axe';
import { ask, expect, interpreted, openReport, somebody, submit, test } from './clinic';

test.beforeEach(async ({ as }) => {
  await as('PHYSICIAN');
});

test('a report without a patient is compared, linked with one click, and stands in the inbox of that patient', async ({ page }) => {
  const one = await somebody(page, 20);
  // No birth date was sent: likely the same person, and for a person to decide.
  const id = await submit(page, { subject: { family: one.family, given: one.given, sex: one.sex, identifiers: [{ type: 'MR', value: 'Q-77' }] } });
  await page.goto('/inbox');
  await page.getByRole('radiogroup', { name: 'Which reports' }).getByText('Without a patient').click();
  await expect(page.locator(`a[href*="${id}"]`)).toContainText(`as sent: ${one.family}, ${one.given}`);
  await page.goto(`/inbox/${id}?view=unmatched`);
  await expect(page.getByRole('heading', { name: 'Whose report is this?' })).toBeVisible();
  const name = `${one.family}, ${one.given}`;
  const candidate = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Link to ${name}` }) }).first();
  await expect(candidate.getByRole('row', { name: /Family name/ })).toContainText('same');
  await expect(candidate.getByRole('row', { name: /Date of birth/ })).toContainText('not known');
  await fits(page);
  await clean(page, 'article');

  await candidate.getByRole('button', { name: `Link to ${name}` }).click();
  await expect(page.getByText(`Linked to ${name}`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await interpreted(page, id);
  await page.goto(`/inbox/${id}`);
  await expect(openReport(page).getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(openReport(page).getByText(/^Linked by/)).toBeVisible();
});

test('what differs is asked about once more, and a patient nobody proposed is found by name', async ({ page }) => {
  const one = await somebody(page, 25);
  const id = await submit(page, { subject: { family: 'Nobody', given: 'Anna', birthDate: '1950-02-03', sex: one.sex } });
  await page.goto(`/inbox/${id}?view=unmatched`);
  await page.getByRole('searchbox', { name: 'Another patient' }).fill(one.family);
  const name = `${one.family}, ${one.given}`;
  await page.getByRole('button', { name: `Link to ${name}` }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Are you sure?' });
  await expect(dialog).toContainText('Family name');
  await expect(dialog).toContainText('Nobody');
  await clean(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const { report } = await ask<{ report: { state: string } }>(page, 'query($id: ID!) { report(id: $id) { state } }', { id });
  expect(report.state).toBe('UNMATCHED');
});

test('a report in the wrong chart is taken out, with a reason, and waits for its patient again', async ({ page }) => {
  const one = await somebody(page, 30);
  const id = await submit(page, { patientId: one.id });
  await interpreted(page, id);
  await page.goto(`/inbox/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: /Not this patient/ }).click();
  const dialog = page.getByRole('dialog', { name: /Take this report out/ });
  await expect(dialog).toContainText('tell everyone who saw it here');
  await clean(page);
  await dialog.getByRole('button', { name: 'Take it out' }).click();
  await expect(dialog.getByText('Write why; your colleagues will read it.')).toBeVisible();
  await dialog.getByLabel('Why is it not').fill('The sample was another person\'s');
  await dialog.getByRole('button', { name: 'Take it out' }).click();
  await expect(page.getByText('Taken out.')).toBeVisible();
  await page.goto(`/inbox/${id}?view=unmatched`);
  await expect(page.getByText("Taken out of a chart: The sample was another person's")).toBeVisible();
});
